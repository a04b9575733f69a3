"""Template marks and psql variables: lifted as neutral names that parse, then put back into the spec."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from engine.source.parse_statement import UnparsedError, parse_statement
from engine.source.unit import Unit

T = TypeVar("T")
_WORD = re.compile(r"[A-Za-z0-9_$]+")


@dataclass(frozen=True, slots=True)
class TemplateMarks:
    """The mark behind each neutral name of one unit."""

    written: Mapping[str, str]

    def restored(self, text: str) -> str:
        """Return the text with its marks instead of neutral names."""
        return _WORD.sub(lambda found: self.written.get(found.group(), found.group()), text)

    def neutral(self, text: str) -> str:
        """Return the text with neutral names instead of its marks, longer marks first."""
        for name, mark in sorted(self.written.items(), key=lambda pair: -len(pair[1])):
            text = text.replace(mark, name)
        return text

    def restored_in(self, value: T) -> T:
        """Return a part of a spec with its marks in all texts."""
        changed: Any = value
        if isinstance(value, str):
            changed = self.restored(value)
        elif isinstance(value, tuple):
            changed = tuple(self.restored_in(each) for each in value)
        elif is_dataclass(value) and not isinstance(value, type):
            parts = {each.name: getattr(value, each.name) for each in fields(value)}
            news = {name: self.restored_in(part) for name, part in parts.items()}
            changed = replace(value, **{name: new for name, new in news.items() if new != parts[name]})
        return changed


def has_marks(unit: Unit) -> bool:
    """Return whether the parsed text differs from the written one."""
    return unit.parsed_text not in {"", unit.text}


def find_marks(unit: Unit) -> TemplateMarks | None:
    """Return the marks of a unit; None if a name would be ambiguous or not a whole word."""
    written: dict[str, str] = {}
    for found in _WORD.finditer(unit.parsed_text):
        mark = unit.text[found.start() : found.end()]
        if mark != found.group() and written.setdefault(found.group(), mark) != mark:
            return None
    marks = TemplateMarks(written)
    if marks.restored(marks.neutral(unit.text)) == unit.text:
        return marks
    return None


def unit_without_marks(unit: Unit, marks: TemplateMarks) -> Unit | None:
    """Return the unit with names instead of all its marks; None if that does not parse."""
    text = marks.neutral(unit.text)
    try:
        node = unit.node if text == unit.parsed_text else parse_statement(text)
    except UnparsedError:
        return None
    return replace(unit, text=text, parsed_text=text, node=node)
