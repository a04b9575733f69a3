"""Edits of a spec's YAML text."""

import random
import re

from engine.lower.action import lower_action
from engine.lower.error import LowerError
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError
from mutation.mutant import Mutant

_WORD = re.compile(r"\w+|[^\w\s]+")


def spec_mutant(chance: random.Random, spec: str) -> Mutant | None:
    """Return the SQL of a spec after one edit; None if the strict reader refuses it, or it is empty."""
    edited, kind, before, after = chance.choice((_word, _word, _word, _line))(chance, spec)
    try:
        file = read_spec(edited)
        if len(file.actions) != 1:
            return None
        return Mutant("spec", kind, before, after, lower_action(file.actions[0], file))
    except (SpecError, LowerError):
        return None


def _word(chance: random.Random, spec: str) -> tuple[str, str, str, str]:
    words = list(_WORD.finditer(spec))
    found, other = chance.choice(words), chance.choice(words)[0]
    edits = ("", other, f"{found[0]} {other}", found[0].swapcase(), f"{found[0]}x", f"NOT {found[0]}")
    after = chance.choice(edits)
    return spec[: found.start()] + after + spec[found.end() :], "word", found[0], after


def _line(chance: random.Random, spec: str) -> tuple[str, str, str, str]:
    """Delete a line, or swap two lines."""
    lines = spec.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    before = lines[one]
    if chance.random() < 0.5:
        del lines[one]
        return "".join(lines), "line lost", before, ""
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines), "lines swapped", before, lines[one]
