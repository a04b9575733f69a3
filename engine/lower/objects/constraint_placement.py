"""Which constraints stand with their column: what reads best without changing the order of creation.

Indexes and checks are created in the order of the text, which decides their generated names and which of two
violations is reported. So a constraint moves to its column only while all before it did: then its place in the
list, read from the columns and then from what follows them, stays what it was.
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
    """The constraints that stand with a column, by its name, and those that follow the columns."""
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
    """The column that an unnamed constraint without any further clause is about."""
    match constraint:
        case PrimaryKeySpec(primary_key=(column,)) if constraint == PrimaryKeySpec(primary_key=(column,)):
            return column if column in columns else None
        case UniqueSpec(unique=(column,)) if constraint == UniqueSpec(unique=(column,)):
            return column if column in columns else None
        case CheckSpec(check=condition) if constraint == CheckSpec(check=condition):
            mentioned = {name for name in _names(condition) if name in columns}
            return mentioned.pop() if len(mentioned) == 1 else None
        case _:
            return None


def _names(condition: str) -> list[str]:
    tokens = [condition[token.start : token.end + 1] for token in scan(condition)]
    return [token if token.startswith('"') else token.lower() for token in tokens]
