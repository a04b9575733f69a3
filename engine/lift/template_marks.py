"""Marks that a template or psql replaces: lifted as the neutral names that parse, put back into the spec."""

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
    """Which neutral name stands for which mark in one unit."""

    written: Mapping[str, str]

    def restored(self, text: str) -> str:
        """The text with its marks again."""
        return _WORD.sub(lambda found: self.written.get(found.group(), found.group()), text)

    def neutral(self, text: str) -> str:
        """The text with the names for its marks, longer marks first."""
        for name, mark in sorted(self.written.items(), key=lambda pair: -len(pair[1])):
            text = text.replace(mark, name)
        return text

    def restored_in(self, value: T) -> T:
        """A part of a spec with the marks in all of its texts."""
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
    """Whether what was parsed is not what is written."""
    return unit.parsed_text not in {"", unit.text}


def find_marks(unit: Unit) -> TemplateMarks | None:
    """The marks of a unit; None where a name would stand for two things, or for no whole word."""
    written: dict[str, str] = {}
    for found in _WORD.finditer(unit.parsed_text):
        mark = unit.text[found.start() : found.end()]
        if mark != found.group() and written.setdefault(found.group(), mark) != mark:
            return None
    marks = TemplateMarks(written)
    return marks if marks.restored(marks.neutral(unit.text)) == unit.text else None


def unit_without_marks(unit: Unit, marks: TemplateMarks) -> Unit | None:
    """The unit with names for its marks everywhere, in its comments and its body too; None if that does not parse."""
    text = marks.neutral(unit.text)
    try:
        node = unit.node if text == unit.parsed_text else parse_statement(text)
    except UnparsedError:
        return None
    return replace(unit, text=text, parsed_text=text, node=node)
