"""Names of tables and columns, as values for parameters that a routine puts into dynamic SQL."""

from collections.abc import Sequence
from dataclasses import replace

from engine.plpgsql.tree import Dynamic, Execute
from engine.trial.generate.value_pools import plain_type
from engine.trial.generate.value_source import ValueSource
from engine.trial.routine.body_view import BodyView
from engine.trial.schema.trial_schema import TableShape

_MOST_TABLES, _MOST_COLUMNS = 3, 3
_TEXTS = frozenset({"text", "character varying", "name"})


def object_names(view: BodyView, tables: Sequence[TableShape]) -> tuple[str, ...]:
    """Return the names of some tables, with and without their schema, and of some columns; none without dynamic SQL."""
    if not any(True for _ in view.of(Dynamic, Execute)):
        return ()
    some = tables[:_MOST_TABLES]
    columns = [column.name for table in some for column in table.columns[:_MOST_COLUMNS]]
    return tuple(dict.fromkeys((*(each.name for each in some), *(each.schema for each in some), *columns)))


def with_names(source: ValueSource, names: Sequence[str], tables: Sequence[TableShape]) -> ValueSource:
    """Return a source that has names too, if its type is that of a name or of a text without literals of its own."""
    kind = plain_type(source.type_name)
    if kind == "regclass":
        known = tuple(each.qualified for each in tables[:_MOST_TABLES])
        return replace(source, own=known, ordinary=("pg_catalog.pg_class",))
    if kind in _TEXTS and not source.own:
        return replace(source, own=tuple(names))
    return source
