"""A form of a pattern: SQL with holes, which values fill in and which code can be matched with."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from engine.lower.literals import quote_literal

_HOLE = re.compile(r"\{(~?)(\w+)(?::(\w+))?\}")
FIRST = ("table", "field", "from", "to")  # the values that say most come first


class HoleKind(StrEnum):
    """What a hole may hold."""

    NAME = "name"  # an identifier, with or without its schema
    TEXT = "text"  # a literal, whose content is the value
    EXPRESSION = "expression"
    LIST = "list"  # expressions with commas between them
    REST = "rest"  # the rest of a list after a comma; may be missing
    ROWS = "rows"  # a whole query


@dataclass(frozen=True, slots=True)
class FormHole:
    """A place in a form that a value fills."""

    name: str
    kind: HoleKind
    is_otherwise: bool = False  # written `{~name}`: about what happens if the pattern does not apply


@dataclass(frozen=True, slots=True)
class FoldForm:
    """One way to write a pattern. The names of its holes tell it from the other forms of the pattern."""

    pattern: str
    template: str

    @property
    def parts(self) -> tuple[str | FormHole, ...]:
        """The pieces of SQL and the holes between them, in order."""
        return _parts(self.template)

    @property
    def holes(self) -> Mapping[str, FormHole]:
        """The holes by name, in the order in which a spec writes their values."""
        found = {part.name: part for part in self.parts if isinstance(part, FormHole)}
        return {name: found[name] for name in sorted(found, key=_rank)}

    @property
    def needed(self) -> frozenset[str]:
        """The names that must have a value."""
        return frozenset(name for name, hole in self.holes.items() if hole.kind is not HoleKind.REST)

    def accepts(self, names: frozenset[str]) -> bool:
        """Whether values with these names fill the form."""
        return self.needed <= names <= self.holes.keys()

    def expand(self, values: Mapping[str, str]) -> str:
        """Return the SQL of the form with its holes filled."""
        return "".join(part if isinstance(part, str) else _filled(part, values) for part in self.parts)


def _rank(name: str) -> int:
    return FIRST.index(name) if name in FIRST else len(FIRST)


@cache
def _parts(template: str) -> tuple[str | FormHole, ...]:
    return tuple(_split(template.strip("\n")))


def _split(template: str) -> Iterator[str | FormHole]:
    holes: dict[str, FormHole] = {}
    end = 0
    for found in _HOLE.finditer(template):
        yield template[end : found.start()]
        mark, name, kind = found.groups()
        holes.setdefault(name, FormHole(name, HoleKind(kind or HoleKind.NAME), bool(mark)))
        yield holes[name]
        end = found.end()
    yield template[end:]


def _filled(hole: FormHole, values: Mapping[str, str]) -> str:
    value = values.get(hole.name, "")
    if hole.kind is HoleKind.TEXT:
        return quote_literal(value)
    if hole.kind is HoleKind.REST and value:
        return f", {value}"
    return value
