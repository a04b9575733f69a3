"""The template marks of a unit, which are part of what it means."""

from __future__ import annotations

import re

from engine.source.unit import Unit

_WORD = re.compile(r"[A-Za-z0-9_$]+")


def template_marks(unit: Unit) -> dict[str, set[str]]:
    """Return the marks of a unit by the neutral name that was parsed instead."""
    marks: dict[str, set[str]] = {}
    if unit.parsed_text not in {"", unit.text}:
        for found in _WORD.finditer(unit.parsed_text):
            written = unit.text[found.start() : found.end()]
            if written != found.group():
                marks.setdefault(found.group(), set()).add(written)
    return marks
