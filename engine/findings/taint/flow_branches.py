"""How a walk goes through blocks, branches and loops."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pglast import ast

from engine.analysis.steps import fragment_expression
from engine.findings.taint.evaluate import variable_of
from engine.findings.taint.flow_rows import assign_rows
from engine.findings.taint.flow_sinks import (
    rows_of_query,
)
from engine.findings.taint.flow_walk import FlowWalk, merge_branches, target_name, text_value, walk_branch
from engine.findings.taint.guards import NO_NAMES, Names, checked_if, mentioned
from engine.findings.taint.variables import Variables
from engine.plpgsql import tree


def _block(walk: FlowWalk, node: tree.Block) -> None:
    for each in node.declarations:
        _declare(walk, each)
    before = walk.variables.copy()
    body = walk_branch(walk, node.steps)
    handled = []
    for handler in node.handlers:
        walk.variables = before.copy()
        handled.append(walk_branch(walk, handler.steps))
    merge_branches(walk, [body, *handled])


def _declare(walk: FlowWalk, node: Any) -> None:  # noqa: ANN401 - a declaration of any kind
    if isinstance(node, tree.Alias):
        walk.variables.aliases[node.name.strip('"').lower()] = target_name(node.target)
    elif isinstance(node, tree.Variable):
        name = node.name.strip('"').lower()
        walk.variables.declare(name, node.type.text)
        if node.default is not None:
            walk.variables.assign(name, text_value(walk, node.default))


def _if(walk: FlowWalk, node: tree.If) -> None:
    """Each branch knows what its condition has checked, and what the conditions before it have not met."""
    branches: list[Variables | None] = []
    look_up, refused = walk.last_look_up, NO_NAMES
    for fragment, steps in [(node.condition, node.then), *((each.condition, each.steps) for each in node.elsifs)]:
        condition = fragment_expression(fragment)
        branches.append(walk_branch(walk, steps, refused | _checked(walk, condition, look_up, holds=True)))
        refused |= _checked(walk, condition, look_up, holds=False)
    branches.append(walk_branch(walk, node.otherwise or (), refused))
    merge_branches(walk, branches)


def _checked(walk: FlowWalk, condition: object, look_up: Names, *, holds: bool) -> Names:
    """What a condition checks itself, and what it checks by asking whether a look-up found something."""
    names = mentioned(condition)
    direct = checked_if(condition, holds=holds)
    if "found" in names and look_up and _asks_for_found(condition) == holds:
        return direct | look_up
    vouched = [walk.variables.vouched[each] for each in names if each in walk.variables.vouched]
    if not holds and vouched:
        return direct.union(*vouched)
    return direct


def _asks_for_found(condition: object) -> bool:
    negated = isinstance(condition, ast.BoolExpr) and condition.boolop is not None
    return not (negated and condition.boolop.name == "NOT_EXPR")  # type: ignore[union-attr]


def _case(walk: FlowWalk, node: tree.Case) -> None:
    subject = variable_of(fragment_expression(node.subject)) if node.subject else ""
    branches = []
    for each in node.cases:
        trusted = {subject} if subject else checked_if(fragment_expression(each.conditions[0]), holds=True)
        branches.append(walk_branch(walk, each.steps, frozenset(trusted)))
    otherwise = walk_branch(walk, node.otherwise) if node.otherwise is not None else None
    merge_branches(walk, [*branches, otherwise])


def _repeat(walk: FlowWalk, steps: Iterable[Any]) -> None:
    """A loop: what a turn leaves behind is there in the next one."""
    before = walk.variables.copy()
    for _ in range(2):
        after = walk_branch(walk, steps)
        walk.variables.merge([before, *([after] if after else [])])


def _loop(walk: FlowWalk, node: Any) -> None:  # noqa: ANN401 - LOOP or WHILE
    _repeat(walk, node.steps)


def _for_range(walk: FlowWalk, node: tree.ForRange) -> None:
    walk.variables.declare(target_name(node.variable), "integer")
    _repeat(walk, node.steps)


def _for_query(walk: FlowWalk, node: tree.ForQuery) -> None:
    assign_rows(walk, node.targets, rows_of_query(walk, node.query, node.span))
    _repeat(walk, node.steps)


def _for_cursor(walk: FlowWalk, node: tree.ForCursor) -> None:
    name = target_name(node.target)
    walk.variables.declare(name, "record")
    _repeat(walk, node.steps)


def _foreach(walk: FlowWalk, node: tree.Foreach) -> None:
    value = text_value(walk, node.array)
    for each in node.targets:
        walk.variables.assign(target_name(each), value)
    _repeat(walk, node.steps)


def _exit(walk: FlowWalk, node: tree.Exit | tree.Continue) -> None:
    walk.ended = node.condition is None


def _raise(walk: FlowWalk, node: tree.Raise) -> None:
    walk.ended = node.level in {None, "exception"}


BRANCH_HANDLERS: dict[type, Callable[[FlowWalk, Any], None]] = {
    tree.Block: _block,
    tree.If: _if,
    tree.Case: _case,
    tree.Loop: _loop,
    tree.While: _loop,
    tree.ForRange: _for_range,
    tree.ForQuery: _for_query,
    tree.ForCursor: _for_cursor,
    tree.Foreach: _foreach,
    tree.Exit: _exit,
    tree.Continue: _exit,
    tree.Raise: _raise,
}
