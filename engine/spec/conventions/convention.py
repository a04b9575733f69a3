"""A convention: columns that every table of a kind has, at a fixed place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from engine.spec.model import ConstraintSpec, Field, ForeignKeySpec, SpecFile

Columns = tuple[tuple[Field, ...], tuple[ConstraintSpec, ...]]


@dataclass(frozen=True, slots=True)
class Convention:
    """The columns that a table may leave out, given the table's own name without its prefix."""

    name: str
    place: Literal["first", "last"]
    columns: Callable[[str], Columns]

    def folded(self, spec: SpecFile, entity: str) -> SpecFile | None:
        """The spec without the convention's columns, if they are exactly the convention's; else None."""
        fields, constraints = self.columns(entity)
        kept = self._without(spec.fields, fields)
        listed = _without_first(spec.constraints, constraints)
        if kept is None or listed is None:
            return None
        return replace(spec, patterns=(*spec.patterns, self.name), fields=kept, constraints=listed)

    def unfolded(self, spec: SpecFile, entity: str) -> SpecFile:
        """The spec with the convention's columns in their place."""
        fields, constraints = self.columns(entity)
        whole = (*fields, *spec.fields) if self.place == "first" else (*spec.fields, *fields)
        return replace(spec, fields=whole, constraints=(*constraints, *spec.constraints))

    def _without(self, fields: tuple[Field, ...], own: tuple[Field, ...]) -> tuple[Field, ...] | None:
        count = len(own)
        found, rest = (fields[:count], fields[count:])
        if self.place == "last":
            found, rest = (fields[-count:], fields[:-count])
        if tuple(map(_plain, found)) == own:
            return rest
        return None


def _plain(field: Field) -> Field:
    """The field with its keywords in lower case, as a convention spells it."""
    default = field.default.lower() if field.default else field.default
    return replace(field, type=field.type.lower(), default=default)


def _without_first(
    constraints: tuple[ConstraintSpec, ...], own: tuple[ConstraintSpec, ...]
) -> tuple[ConstraintSpec, ...] | None:
    """The constraints without those of the convention, which must be the first that make an index."""
    indexing = [found for found in constraints if _makes_index(found)]
    if tuple(indexing[: len(own)]) != own:
        return None
    rest = list(constraints)
    for constraint in own:
        rest.remove(constraint)
    return tuple(rest)


def _makes_index(constraint: ConstraintSpec) -> bool:
    return not isinstance(constraint, ForeignKeySpec) and not hasattr(constraint, "check")
