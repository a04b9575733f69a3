"""The syntax tree of a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Compare:
    """A field and values: any of them for `=`, `:` and `~`, none of them for `!=` and `!~`."""

    field: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordTerm:
    """A word on its own: the name contains it."""

    text: str


@dataclass(frozen=True, slots=True)
class FlagTerm:
    """A true-or-false field on its own."""

    field: str


@dataclass(frozen=True, slots=True)
class Not:
    """The units that the part does not find."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """The units that all parts find."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """The units that any part finds."""

    parts: tuple[Node, ...]


Node: TypeAlias = Compare | WordTerm | FlagTerm | Not | And | Or


@dataclass(frozen=True, slots=True)
class SortKey:
    """A field to sort by."""

    field: str
    descending: bool = False
