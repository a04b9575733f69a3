"""The template marks of a unit, which are part of what it means."""

from __future__ import annotations

import re

from engine.source.unit import Unit

# Names replace marks that are names, blanks replace directives such as `{% if x %}`.
_PLACE = re.compile(r"[A-Za-z0-9_$]+|\s+")
_BLANK = re.compile(r"\s+")


def template_marks(unit: Unit) -> dict[str, set[str]]:
    """Return the marks of a unit by the neutral name that was parsed instead, or by the text before a blank."""
    marks: dict[str, set[str]] = {}
    if unit.parsed_text not in {"", unit.text}:
        for found in _PLACE.finditer(unit.parsed_text):
            written = unit.text[found.start() : found.end()]
            if written != found.group():
                name = found.group().strip() or _BLANK.sub(" ", unit.parsed_text[: found.start()])
                marks.setdefault(name, set()).add(written.strip())
    return marks
