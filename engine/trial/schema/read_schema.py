"""Read what a scratch database defines, from its catalog."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from engine.trial.sandbox.sandbox_error import SandboxError
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.schema.catalog_queries import COLUMNS, ENUMS, ROUTINES, TABLES, TRIGGERS
from engine.trial.schema.trial_schema import (
    ColumnShape,
    ParameterShape,
    ReferenceShape,
    RoutineShape,
    TableShape,
    TrialSchema,
    TriggerShape,
    quoted_name,
)

Entry = Mapping[str, Any]

_LITERAL = re.compile(r"'(?:[^']|'')*'|(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_ROW, _BEFORE, _INSTEAD = 1, 2, 64
_EVENTS = {4: "INSERT", 8: "DELETE", 16: "UPDATE", 32: "TRUNCATE"}


def read_schema(connection: ServerConnection) -> TrialSchema:
    """Return the tables, enums, routines and triggers of a database; the connection is in no transaction."""
    queries = [COLUMNS, TABLES, ENUMS, ROUTINES, TRIGGERS]
    message = connection.run(f"BEGIN; SET LOCAL search_path = ''; {'; '.join(queries)}")
    connection.run("ROLLBACK")
    if message.error:
        raise SandboxError("catalog", f"The catalog could not be read: {message.error.message}", "Report this.")
    found = [json.loads(each.rows[0][0] or "[]") for each in message.statements[2:]]
    columns, tables, enums, routines, triggers = found
    return TrialSchema(
        _tables(tables, columns),
        {each["name"]: tuple(each["labels"] or ()) for each in enums},
        tuple(map(_routine, routines)),
        tuple(map(_trigger, triggers)),
    )


def _tables(tables: Sequence[Entry], columns: Sequence[Entry]) -> tuple[TableShape, ...]:
    by_table: dict[str, list[ColumnShape]] = defaultdict(list)
    for each in columns:
        by_table[each["table"]].append(_column(each))
    return tuple(
        _table(each, by_table[f"{quoted_name(each['schema'])}.{quoted_name(each['name'])}"]) for each in tables
    )


def _table(entry: Entry, columns: Sequence[ColumnShape]) -> TableShape:
    keys = [(each["primary"], tuple(each["columns"] or ())) for each in entry["keys"] or ()]
    return TableShape(
        entry["schema"],
        entry["name"],
        tuple(columns),
        primary_key=next((names for primary, names in keys if primary), ()),
        unique_keys=tuple(names for primary, names in keys if not primary),
        foreign_keys=tuple(map(_reference, entry["references"] or ())),
        checks=tuple(entry["checks"] or ()),
        is_view=entry["is_view"],
    )


def _reference(entry: Entry) -> ReferenceShape:
    return ReferenceShape(tuple(entry["columns"]), entry["table"], tuple(entry["target_columns"]))


def _column(entry: Entry) -> ColumnShape:
    names = ("name", "type_name", "base_type", "is_nullable", "has_default", "is_generated", "is_identity")
    return ColumnShape(
        **{name: entry[name] for name in names},
        enum_labels=tuple(entry["enum_labels"] or ()),
        check_literals=_literals(entry["checks"] or ()),
    )


def _literals(checks: Sequence[str]) -> tuple[str, ...]:
    """Return the constants of some constraints, once each, as SQL literals."""
    return tuple(dict.fromkeys(literal for check in checks for literal in _LITERAL.findall(check)))


def _routine(entry: Entry) -> RoutineShape:
    names = ("schema", "name", "kind", "returns_set", "language", "source", "identity", "has_columns")
    return RoutineShape(
        **{name: entry[name] for name in names},
        parameters=tuple(map(_parameter, entry["parameters"] or ())),
        return_type=entry["return_type"] or "",
        outputs=tuple((place, type_name) for place, type_name in entry["outputs"] or ()),
    )


def _parameter(entry: Entry) -> ParameterShape:
    names = ("name", "type_name", "base_type", "has_default", "is_variadic")
    return ParameterShape(**{name: entry[name] for name in names}, enum_labels=tuple(entry["enum_labels"] or ()))


def _trigger(entry: Entry) -> TriggerShape:
    bits = int(entry["type"])
    timing = "AFTER"
    if bits & _INSTEAD:
        timing = "INSTEAD OF"
    elif bits & _BEFORE:
        timing = "BEFORE"
    return TriggerShape(
        entry["name"],
        entry["table"],
        entry["function"],
        timing,
        tuple(name for bit, name in _EVENTS.items() if bits & bit),
        ("STATEMENT", "ROW")[bits & _ROW],
        entry["definition"],
    )
