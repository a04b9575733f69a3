"""What the catalog of a scratch database says: tables, enums, routines and triggers, as the generator needs them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


def quoted_name(name: str) -> str:
    """Return an identifier in double quotes."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """One column. `base_type` is the type below domains; `check_literals` are those of its CHECK constraints.

    `type_name` and `base_type` are written as `format_type` does, with a schema where the search path needs one.
    """

    name: str
    type_name: str
    base_type: str
    is_nullable: bool
    has_default: bool
    is_generated: bool
    is_identity: bool = False
    enum_labels: tuple[str, ...] = ()
    check_literals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceShape:
    """Columns that refer to columns of another table, which is written as in `TableShape.qualified`."""

    columns: tuple[str, ...]
    table: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table with its constraints, or a view with triggers; `checks` are the texts of `pg_get_constraintdef`."""

    schema: str
    name: str
    columns: tuple[ColumnShape, ...]
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ReferenceShape, ...] = ()
    checks: tuple[str, ...] = ()
    is_view: bool = False

    @property
    def qualified(self) -> str:
        return f"{quoted_name(self.schema)}.{quoted_name(self.name)}"


@dataclass(frozen=True, slots=True)
class ParameterShape:
    """A parameter that a caller passes: IN, INOUT or VARIADIC."""

    name: str
    type_name: str
    base_type: str
    has_default: bool = False
    is_variadic: bool = False
    enum_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutineShape:
    """A function, procedure or trigger function. `source` is the text of its body.

    `has_columns` says whether OUT parameters or RETURNS TABLE declare the columns of a `record`. `outputs` are the
    places and types of the OUT parameters, which the CALL of a procedure names too.
    """

    schema: str
    name: str
    kind: Literal["function", "procedure", "trigger"]
    parameters: tuple[ParameterShape, ...]
    return_type: str
    returns_set: bool
    language: str
    source: str
    identity: str
    has_columns: bool = False
    outputs: tuple[tuple[int, str], ...] = ()

    @property
    def qualified(self) -> str:
        return f"{quoted_name(self.schema)}.{quoted_name(self.name)}"


@dataclass(frozen=True, slots=True)
class TriggerShape:
    """A trigger: its table and function as qualified names, its events, and its definition."""

    name: str
    table: str
    function: str
    timing: Literal["BEFORE", "AFTER", "INSTEAD OF"]
    events: tuple[str, ...]
    level: Literal["ROW", "STATEMENT"]
    definition: str


@dataclass(frozen=True, slots=True)
class TrialSchema:
    """The objects of a scratch database, without those of extensions."""

    tables: tuple[TableShape, ...] = ()
    enums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    routines: tuple[RoutineShape, ...] = ()
    triggers: tuple[TriggerShape, ...] = ()
