"""The least general template of several specs: what they share, with holes where they differ.

Places that differ in the same way in all specs share a hole: a table that is named three times is one parameter.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from typing import Any

_TOKEN = re.compile(r"'(?:[^']|'')*'|\w+|\s+|[^\w\s]")
HOLE = re.compile(r"HOLE(\d+)E")
_UNSAID = frozenset({"note", "description", "source"})  # what comments say is not part of what code does


@dataclass(frozen=True, slots=True)
class TemplateHole:
    """A place where specs differ: the field where it is first, and the text of each spec."""

    number: int
    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A spec with `HOLE…E` in texts, its holes, and the share of its words that all specs have."""

    spec: Any
    holes: tuple[TemplateHole, ...]
    fixed: float


class DifferentStructureError(Exception):
    """The specs differ in more than texts."""


def anti_unify(specs: Sequence[Any]) -> Template:
    """Return the template of specs; raise DifferentStructureError where they differ in more than texts."""
    work = _Generalisation()
    spec = work.value(tuple(map(without_comments, specs)), "")
    holes = tuple(TemplateHole(number, work.fields[values], values) for values, number in work.holes.items())
    return Template(spec, holes, work.fixed / max(1, work.words))


def without_comments(value: Any) -> Any:  # noqa: ANN401 - any part of a spec
    """Return a part of a spec without its notes and descriptions."""
    if isinstance(value, tuple):
        return tuple(map(without_comments, value))
    if is_dataclass(value) and not isinstance(value, type):
        kept = {each.name: without_comments(getattr(value, each.name)) for each in fields(value)}
        return replace(value, **{name: None if name in _UNSAID else inner for name, inner in kept.items()})
    return value


def structure(value: Any) -> object:  # noqa: ANN401
    """Return what specs must share to have a template: everything but their texts."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return str
    if isinstance(value, tuple):
        return tuple(map(structure, value))
    if isinstance(value, Mapping):
        return tuple(structure(each) for each in value.values())
    if is_dataclass(value) and not isinstance(value, type):
        parts = ((each.name, getattr(value, each.name)) for each in fields(value) if each.name not in _UNSAID)
        return type(value).__name__, tuple(structure(part) for _, part in parts)
    return value


@dataclass
class _Generalisation:
    holes: dict[tuple[str, ...], int] = field(default_factory=dict)
    fields: dict[tuple[str, ...], str] = field(default_factory=dict)
    words: int = 0
    fixed: int = 0

    def value(self, values: Sequence[Any], name: str) -> Any:  # noqa: ANN401
        """The template of parts at the same place; `name` is the field that they are in."""
        first = values[0]
        if any(type(each) is not type(first) for each in values):
            raise DifferentStructureError
        if isinstance(first, str) and not isinstance(first, Enum):
            return self._text(tuple(values), name)
        if isinstance(first, tuple):
            return self._entries(values, name)
        if is_dataclass(first):
            parts = {
                part.name: self.value([getattr(each, part.name) for each in values], part.name)
                for part in fields(first)
            }
            return replace(first, **parts)  # type: ignore[type-var]
        if any(each != first for each in values):
            raise DifferentStructureError
        return first

    def _entries(self, values: Sequence[tuple[Any, ...]], name: str) -> tuple[Any, ...]:
        if len({len(each) for each in values}) > 1:
            raise DifferentStructureError
        return tuple(self.value(each, name) for each in zip(*values, strict=True))

    def _text(self, values: tuple[str, ...], name: str) -> str:
        """Texts with as many words have holes for some of them; others are one hole, as large as the longest."""
        split = [_TOKEN.findall(each) for each in values]
        if len({len(each) for each in split}) > 1:
            self.words += max(map(len, split))
            return self._hole(values, name)
        return "".join(self._word(each, name) for each in zip(*split, strict=True))

    def _word(self, values: tuple[str, ...], name: str) -> str:
        self.words += 1
        if len(set(values)) == 1:
            self.fixed += 1
            return values[0]
        return self._hole(values, name)

    def _hole(self, values: tuple[str, ...], name: str) -> str:
        number = self.holes.setdefault(values, len(self.holes))
        self.fields.setdefault(values, name)
        return f"HOLE{number}E"
