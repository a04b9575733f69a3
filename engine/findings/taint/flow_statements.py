"""What statements without branches do to variables, and which of them run text as SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pglast import ast

from engine.analysis.steps import fragment_expression, fragment_root
from engine.findings.taint.evaluate import query_scope, target_values
from engine.findings.taint.flow_rows import assign_rows
from engine.findings.taint.flow_sinks import (
    UNKNOWN_ROWS,
    QueryRows,
    record_execution,
    record_remote_calls,
)
from engine.findings.taint.flow_walk import FlowWalk, target_name, text_value
from engine.findings.taint.guards import checked_if, looked_up
from engine.findings.taint.text_pieces import either
from engine.plpgsql import tree


def _assign(walk: FlowWalk, node: tree.Assign) -> None:
    name, value = target_name(node.target), text_value(walk, node.value)
    if "[" in node.target.text:
        value = either(walk.variables.values.get(name, ()), value)
    walk.variables.assign(name, value)
    expression = fragment_expression(node.value)
    checked = checked_if(expression, holds=True)
    if checked:
        walk.variables.vouched[name] = checked
    record_remote_calls(walk, node.value)


def _sql(walk: FlowWalk, node: tree.Sql) -> None:
    root = fragment_root(node.statement)
    if root is None:
        return
    walk.last_look_up = looked_up(root)
    if node.into is not None:
        scope = query_scope(root, walk.scope) if isinstance(root, ast.SelectStmt) else walk.scope
        assign_rows(walk, node.into.targets, QueryRows(target_values(root, walk.scope), scope.relations))
        for each in node.into.targets:
            if walk.last_look_up:
                walk.variables.vouched[target_name(each)] = walk.last_look_up
    record_remote_calls(walk, node.statement)


def _perform(walk: FlowWalk, node: tree.Perform) -> None:
    walk.last_look_up = looked_up(fragment_root(node.query))
    record_remote_calls(walk, node.query)


def _execute(walk: FlowWalk, node: tree.Execute) -> None:
    record_execution(walk, node.command, node.span)
    if node.into is not None:
        assign_rows(walk, node.into.targets, UNKNOWN_ROWS)


def _return_query(walk: FlowWalk, node: tree.ReturnQuery) -> None:
    if isinstance(node.query, tree.Dynamic):
        record_execution(walk, node.query.command, node.span)


def _open(walk: FlowWalk, node: tree.Open) -> None:
    if isinstance(node.query, tree.Dynamic):
        record_execution(walk, node.query.command, node.span)


def _fetch(walk: FlowWalk, node: tree.Fetch) -> None:
    assign_rows(walk, node.into.targets, UNKNOWN_ROWS)


def _return(walk: FlowWalk, node: tree.Return) -> None:
    if node.value is not None:
        record_remote_calls(walk, node.value)
    walk.ended = True


STATEMENT_HANDLERS: dict[type, Callable[[FlowWalk, Any], None]] = {
    tree.Return: _return,
    tree.Assign: _assign,
    tree.Sql: _sql,
    tree.Perform: _perform,
    tree.Execute: _execute,
    tree.ReturnQuery: _return_query,
    tree.Open: _open,
    tree.Fetch: _fetch,
    tree.Call: lambda walk, node: record_remote_calls(walk, node.call),
}
