"""Template marks and psql variables: lifted as neutral names that parse, then put back into the spec."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from engine.source.parse_statement import UnparsedError, parse_statement
from engine.source.unit import Unit

T = TypeVar("T")
_WORD = re.compile(r"[A-Za-z0-9_$]+")
# A word, or the replacement of `:'x'` and `:"x"`: a literal or a name in quotes.
_PLACE = re.compile(r"'_[A-Za-z0-9_$]+'|\"_[A-Za-z0-9_$]+\"|[A-Za-z0-9_$]+")
_QUOTES = "'\""


@dataclass(frozen=True, slots=True)
class TemplateMarks:
    """The mark behind each neutral name of one unit; names are in lower case, as the parser folds them."""

    written: Mapping[str, str]

    def restored(self, text: str) -> str:
        """Return the text with its marks instead of neutral names."""
        return _PLACE.sub(lambda found: self._written(found.group()), text)

    def _written(self, place: str) -> str:
        name = place.lower()
        if place[0] in _QUOTES and name not in self.written:
            return place[0] + self.written.get(name[1:-1], place[1:-1]) + place[-1]
        return self.written.get(name, place)

    def neutral(self, text: str) -> str:
        """Return the text with neutral names instead of its marks, longer marks first."""
        for name, mark in sorted(self.written.items(), key=lambda pair: -len(pair[1])):
            text = text.replace(mark, name)
        return text

    def can_neutralize(self, text: str) -> bool:
        """Return whether neutral names and marks can be exchanged in a text without mistaking anything for a mark."""
        return self.restored(self.neutral(text)) == text

    def are_lost_in(self, value: object) -> bool:
        """Return whether a part of a spec holds the text behind a quoted mark: its literal was decoded."""
        if isinstance(value, str):
            lost = {name[1:-1] for name in self.written if name.startswith("'")}
            return not lost.isdisjoint(_WORD.findall(value.lower()))
        if isinstance(value, tuple):
            return any(self.are_lost_in(each) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            return any(self.are_lost_in(getattr(value, each.name)) for each in fields(value))
        return False

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
    for name, mark in _places(unit):
        for each in _spellings(name):
            if mark != name and written.setdefault(each.lower(), mark) != mark:
                return None
    marks = TemplateMarks(written)
    if marks.can_neutralize(unit.text):
        return marks
    return None


def _places(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield what was parsed and what is written at each place where a mark may be."""
    for found in _PLACE.finditer(unit.parsed_text):
        name, mark = found.group(), unit.text[found.start() : found.end()]
        if name[0] in _QUOTES and not mark.startswith(":"):
            yield name[1:-1], mark[1:-1]
        else:
            yield name, mark


def _spellings(name: str) -> tuple[str, ...]:
    """Return the ways in which a lifter may spell the name behind a mark: quoted ones may lose their quotes."""
    if name.startswith('"'):
        return name, name[1:-1]
    return (name,)


def unit_without_marks(unit: Unit, marks: TemplateMarks) -> Unit | None:
    """Return the unit with names instead of all its marks; None if that does not parse."""
    text = marks.neutral(unit.text)
    try:
        node = unit.node if text == unit.parsed_text else parse_statement(text)
    except UnparsedError:
        return None
    return replace(unit, text=text, parsed_text=text, node=node)
