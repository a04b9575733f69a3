"""One case of a trial: the rows before the call, and the call. Every value is an SQL literal as text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

InputRow = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DmlEvent:
    """The statement that fires a trigger.

    `values` are the columns of the inserted row, or those that an UPDATE assigns. `where` selects the rows of an
    UPDATE or a DELETE: columns and the literals that they equal; empty means every row.
    """

    operation: Literal["INSERT", "UPDATE", "DELETE", "TRUNCATE"]
    table: str
    values: InputRow = field(default_factory=dict)
    where: InputRow = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrialCase:
    """The rows of each table, in the order of insertion, and the arguments of a call or the event for a trigger.

    A table is written as in `TableShape.qualified`. An argument that is None is left out of the call, so that its
    default applies; only the last ones may be. The seed determines `random()` and everything that follows from it.
    """

    rows: Mapping[str, tuple[InputRow, ...]] = field(default_factory=dict)
    arguments: tuple[str | None, ...] = ()
    event: DmlEvent | None = None
    seed: int = 1
