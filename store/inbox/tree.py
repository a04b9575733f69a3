"""What a query says, as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Compare:
    """A field against values: any of them for `=`, `:` and `~`, none of them for `!=` and `!~`."""

    field: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordTerm:
    """A word on its own: the name holds it."""

    text: str


@dataclass(frozen=True, slots=True)
class FlagTerm:
    """A field that is true or false, on its own."""

    field: str


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not find."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What all parts find."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any part finds."""

    parts: tuple[Node, ...]


Node: TypeAlias = Compare | WordTerm | FlagTerm | Not | And | Or


@dataclass(frozen=True, slots=True)
class SortKey:
    """A field to sort by."""

    field: str
    descending: bool = False
