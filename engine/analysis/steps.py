"""Questions about PL/pgSQL statements that many rules ask."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from pglast import ast

from engine.analysis.expressions import selected_expression
from engine.analysis.sql_nodes import fragment_tree
from engine.plpgsql import tree

_ENDING = (tree.Return, tree.Exit, tree.Continue)


def steps_within(steps: Iterable[Any]) -> Iterator[Any]:
    """Statements and all statements inside them, in order."""
    for each in steps:
        yield each
        for inner in _inner(each):
            yield from steps_within((inner,) if not isinstance(inner, tuple) else inner)


def _inner(node: object) -> Iterator[Any]:
    """The branches, handlers and statements that a statement directly holds."""
    if not is_dataclass(node):
        return
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, tuple):
            yield from (part for part in value if is_dataclass(part) and not isinstance(part, tree.Fragment))


def ends_here(step: object) -> bool:
    """Whether no statement after it is reached."""
    if isinstance(step, tree.Raise):
        return step.level in {None, "exception"}
    if isinstance(step, (tree.Exit, tree.Continue)):
        return step.condition is None
    if isinstance(step, tree.If):
        branches = [step.then, *(each.steps for each in step.elsifs), step.otherwise or ()]
        return step.otherwise is not None and all(ends(each) for each in branches)
    if isinstance(step, tree.Case):
        branches = [*(each.steps for each in step.cases), *([step.otherwise] if step.otherwise is not None else [])]
        return all(ends(each) for each in branches)
    if isinstance(step, tree.Loop):
        return not any(isinstance(each, tree.Exit) for each in steps_within(step.steps))
    if isinstance(step, tree.Block):
        return ends(step.steps) and all(ends(each.steps) for each in step.handlers)
    return isinstance(step, _ENDING)


def ends(steps: Iterable[object]) -> bool:
    """Whether some statement of a list ends it."""
    return any(ends_here(each) for each in steps)


def fragment_root(fragment: tree.Fragment | None) -> ast.Node | None:
    """The tree of a fragment."""
    found = fragment_tree(fragment) if fragment is not None else None
    if found:
        return found.nodes[0].node
    return None


def fragment_expression(fragment: tree.Fragment | None) -> ast.Node | None:
    """The expression that a fragment is."""
    return selected_expression(fragment_root(fragment))


def step_lists(block: tree.Block | None) -> Iterator[tuple[Any, ...]]:
    """Every list of statements in a block: its own, and those of branches, loops and handlers."""
    waiting: list[Any] = [block] if block is not None else []
    while waiting:
        each = waiting.pop()
        for name in ("steps", "then", "otherwise"):
            steps = getattr(each, name, None)
            if steps:
                yield steps
                waiting += steps
        for name in ("elsifs", "cases", "handlers"):
            waiting += getattr(each, name, ())
