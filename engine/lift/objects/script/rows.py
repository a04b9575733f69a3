"""INSERT, UPDATE and DELETE of a script, with columns and values side by side."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from engine.lift.objects.element_notes import join_notes, whole_note
from engine.lift.routines.body import lift_sql_body
from engine.plpgsql import parse_sql_body
from engine.spec.model import AnyStatementSpec, RowDeleteSpec, RowInsertSpec, RowsSpec, RowUpdateSpec
from engine.spec.steps.delete import DeleteStep
from engine.spec.steps.insert import InsertStep
from engine.spec.steps.update import UpdateStep

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

ENTRIES: dict[type, type] = {InsertStep: RowInsertSpec, UpdateStep: RowUpdateSpec, DeleteStep: RowDeleteSpec}
SCRIPT: tuple[str] = ("statements",)
_OF_ENTRIES = {"source", "note"}


def lift_rows(ddl: Ddl, _node: Parsed) -> AnyStatementSpec:
    """Lift a change of rows as the body of a routine would hold it, or as it is written."""
    body = lift_sql_body(parse_sql_body(ddl.text), SCRIPT)
    if len(body.steps) != 1 or type(body.steps[0]) not in ENTRIES:
        return RowsSpec(rows=ddl.slice(0, ddl.end), note=whole_note(ddl))
    step: Any = body.steps[0]
    made = ENTRIES[type(step)]
    values = {each.name: getattr(step, each.name) for each in fields(made) if each.name not in _OF_ENTRIES}
    return made(**values, note=join_notes(body.note, step.note))
