"""Texts that are run as SQL, and the rows that queries give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pglast import ast

from engine.analysis.expressions import function_name
from engine.analysis.sql_nodes import fragment_tree
from engine.analysis.steps import fragment_root
from engine.findings.taint.evaluate import evaluate, query_scope, target_values
from engine.findings.taint.flow_walk import Executed, FlowWalk, text_value
from engine.findings.taint.text_pieces import Value, either
from engine.plpgsql import tree
from engine.source.span import Span

# Functions that run an argument as SQL elsewhere.
REMOTE_FUNCTIONS = frozenset({"dblink", "dblink_exec", "dblink_send_query", "dblink_open", "query_to_xml"})


@dataclass(frozen=True, slots=True)
class QueryRows:
    """What a query gives: its columns by position, and its relations by alias."""

    columns: list[tuple[str, Value]]
    relations: Mapping[str, str]


UNKNOWN_ROWS = QueryRows([], {})


def rows_of_query(walk: FlowWalk, query: tree.Query, span: Span) -> QueryRows:
    """What the query of a loop gives; a dynamic one is recorded as executed."""
    if isinstance(query, tree.Dynamic):
        record_execution(walk, query.command, span)
        return UNKNOWN_ROWS
    root = fragment_root(query)
    if not isinstance(root, ast.SelectStmt):
        return UNKNOWN_ROWS
    return QueryRows(target_values(root, walk.scope), query_scope(root, walk.scope).relations)


def record_execution(walk: FlowWalk, command: tree.Fragment, span: Span) -> None:
    """Remember that a text is run as SQL; a second visit of the same place adds to the first."""
    place = walk.unit.body_span(span)
    key = (place.start, place.end)
    value = text_value(walk, command)
    before = walk.found.get(key)
    walk.found[key] = Executed(place, either(before.value, value) if before else value)


def record_remote_calls(walk: FlowWalk, fragment: tree.Fragment) -> None:
    """`dblink` and its like run an argument as SQL."""
    if "dblink" not in fragment.text.lower() and "query_to_xml" not in fragment.text.lower():
        return
    found = fragment_tree(fragment)
    for each in found.nodes if found else ():
        if isinstance(each.node, ast.FuncCall) and function_name(each.node) in REMOTE_FUNCTIONS:
            values = [evaluate(argument, walk.scope) for argument in each.node.args or ()]
            place = walk.unit.body_span(fragment.span)
            command = values[-1] if len(values) < 3 else values[1]
            walk.found[place.start, place.end] = Executed(place, command)
