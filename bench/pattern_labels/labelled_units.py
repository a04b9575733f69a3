"""Read the labelled units. Above each unit: `-- yes: a, b | maybe: c`; a pattern of `maybe` counts neither way.

Every second unit of a file is held out: detectors may be changed after looking at the others only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LABEL = re.compile(r"^-- yes: ?([^|\n]*)\| maybe:(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class LabelledUnit:
    """A unit, where its label is, the patterns that it surely carries out, and the arguable ones."""

    place: str
    sql: str
    yes: frozenset[str]
    maybe: frozenset[str]
    is_held_out: bool


def read_labelled(folder: Path) -> Iterator[LabelledUnit]:
    for file in sorted(folder.glob("*.sql")):
        text = file.read_text(encoding="utf-8")
        labels = list(_LABEL.finditer(text))
        ends = [label.start() for label in labels[1:]] + [len(text)]
        for number, (label, end) in enumerate(zip(labels, ends, strict=True)):
            line = text.count("\n", 0, label.start()) + 1
            sql = text[label.end() : end].strip()
            yes, maybe = _names(label[1]), _names(label[2])
            yield LabelledUnit(f"{file.name}:{line}", sql, yes, maybe, number % 2 == 1)


def _names(text: str) -> frozenset[str]:
    return frozenset(name for each in text.split(",") if (name := each.strip()))
