"""A spec with its patterns folded: shorter, and what it says is the intent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.lower.fold_form import FoldForm
from engine.lower.fold_forms import all_forms
from engine.patterns.folding.fold_steps import StepFolder
from engine.spec.model import SpecFile
from engine.spec.writer import write_spec

_PATTERN = re.compile(r"^ *- pattern: (\w+)$", re.MULTILINE)
SAME_NAMES = ("table", "field")


@dataclass(frozen=True, slots=True)
class FoldedSpec:
    """A folded spec as text, the patterns that are steps of it now, and its lines before and after."""

    text: str
    patterns: tuple[str, ...]
    lines_before: int
    lines_after: int

    @property
    def lines_saved(self) -> int:
        return self.lines_before - self.lines_after


def fold_spec(spec: SpecFile, detected: Mapping[str, Mapping[str, str]]) -> FoldedSpec | None:
    """Return the spec with the detected patterns folded; None where that does not make it shorter.

    `detected` holds the parameters of each pattern: only what a detector saw is folded. The result is a proposal: it
    counts once it is lowered and proved.
    """
    forms = tuple(form for form in all_forms() if form.pattern in detected)
    if not forms or not spec.actions:
        return None

    def is_wanted(form: FoldForm, values: dict[str, str]) -> bool:
        return _agrees(detected[form.pattern], values)

    folder = StepFolder(forms, is_wanted)
    actions = tuple(replace(action, steps=folder.fold(action.steps or ())) for action in spec.actions)
    if actions == spec.actions:
        return None
    before, after = write_spec(spec).text, write_spec(replace(spec, actions=actions)).text
    return FoldedSpec(after, _patterns(after), before.count("\n"), after.count("\n"))


def _agrees(detected: Mapping[str, str], values: Mapping[str, str]) -> bool:
    """Whether the detector and the form speak of the same table and field."""
    both = [name for name in SAME_NAMES if name in detected and name in values]
    return all(_bare(values[name]) == _bare(detected[name]) for name in both)


def _bare(name: str) -> str:
    return name.rpartition(".")[2].strip('"').lower()


def _patterns(text: str) -> tuple[str, ...]:
    return tuple(_PATTERN.findall(text))
