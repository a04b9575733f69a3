"""Decide which constraints are written with their column, without changing the order of creation.

Indexes and checks are created in the order of the text, which decides their generated names and which of two
violations is reported. So a constraint moves to its column only if all constraints before it did: then the order of
the columns' constraints followed by the table's is that of the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pglast.parser import scan

from engine.spec.model import CheckSpec, ConstraintSpec, Field, PrimaryKeySpec, UniqueSpec

if TYPE_CHECKING:
    from collections.abc import Sequence


def place_constraints(
    fields: Sequence[Field], constraints: Sequence[ConstraintSpec]
) -> tuple[dict[str, list[ConstraintSpec]], list[ConstraintSpec]]:
    """Return the constraints to write with each column, by its name, and those to write after the columns."""
    places = {field.name: at for at, field in enumerate(fields)}
    beside: dict[str, list[ConstraintSpec]] = {}
    reached = 0
    for at, constraint in enumerate(constraints):
        column = single_column_of(constraint, places)
        if column is None or places[column] < reached:
            return beside, list(constraints[at:])
        beside.setdefault(column, []).append(constraint)
        reached = places[column]
    return beside, []


def single_column_of(constraint: ConstraintSpec, columns: dict[str, int]) -> str | None:
    """Return the only column of an unnamed constraint without any further clause."""
    match constraint:
        case PrimaryKeySpec(primary_key=(column,)) if constraint == PrimaryKeySpec(primary_key=(column,)):
            if column in columns:
                return column
            return None
        case UniqueSpec(unique=(column,)) if constraint == UniqueSpec(unique=(column,)):
            if column in columns:
                return column
            return None
        case CheckSpec(check=condition) if constraint == CheckSpec(check=condition):
            mentioned = {name for name in _names(condition) if name in columns}
            if len(mentioned) != 1:
                return None
            return mentioned.pop()
        case _:
            return None


def _names(condition: str) -> list[str]:
    tokens = [condition[token.start : token.end + 1] for token in scan(condition)]
    return [token if token.startswith('"') else token.lower() for token in tokens]
