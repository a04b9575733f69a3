"""Rows of a query into the variables that take them."""

from __future__ import annotations

from engine.findings.taint.flow_sinks import (
    QueryRows,
)
from engine.findings.taint.flow_walk import FlowWalk, target_name
from engine.findings.taint.text_pieces import SAFE, Value
from engine.findings.taint.value_types import carries_text
from engine.findings.taint.variables import Variables, column_value
from engine.plpgsql import tree


def assign_rows(walk: FlowWalk, targets: tuple[tree.Fragment, ...], rows: QueryRows) -> None:
    """Give targets their columns, or one row variable all of them."""
    variables = walk.variables
    names = [target_name(each) for each in targets]
    if len(names) == 1 and _takes_row(variables, names[0], rows):
        if not variables.knows(names[0]):
            variables.declare(names[0], "record")
        variables.rows[names[0]] = tuple(filter(None, rows.relations.values())) or variables.rows.get(names[0], ())
        for column, value in rows.columns:
            if column != "*":
                variables.values[f"{names[0]}.{column}"] = value
        return
    for at, name in enumerate(names):
        known = rows.columns[at][1] if at < len(rows.columns) else ()
        variables.assign(name, known or _unknown_column(variables, name, rows))


def _takes_row(variables: Variables, name: str, rows: QueryRows) -> bool:
    is_row = variables.types.get(name, "record") in {"record", ""} or name in variables.rows
    return is_row or len(rows.columns) > 1


def _unknown_column(variables: Variables, name: str, rows: QueryRows) -> Value:
    kind = variables.types.get(name, "")
    if kind and not carries_text(kind, name, variables.facts):
        return SAFE
    return column_value(name, rows.relations.values(), variables.facts)
