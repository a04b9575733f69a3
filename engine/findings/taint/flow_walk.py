"""The state of a walk over a body, and how it goes on through branches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.steps import fragment_root
from engine.findings.taint.evaluate import ExpressionScope, evaluate
from engine.findings.taint.guards import NO_NAMES, Names
from engine.findings.taint.text_pieces import SAFE, Value
from engine.findings.taint.variables import Variables
from engine.plpgsql import tree
from engine.source.span import Span


@dataclass(frozen=True, slots=True)
class Executed:
    """A text that is run as SQL: where, and its pieces."""

    span: Span
    value: Value


@dataclass(slots=True)
class FlowWalk:
    """The state of one walk; `ended` is true after RETURN, RAISE, EXIT or CONTINUE."""

    unit: ParsedUnit
    variables: Variables
    found: dict[tuple[int, int], Executed] = field(default_factory=dict)
    last_look_up: Names = NO_NAMES
    ended: bool = False
    handlers: Mapping[type, Callable[[FlowWalk, Any], None]] = field(default_factory=dict)

    @property
    def scope(self) -> ExpressionScope:
        return ExpressionScope(self.variables, {})


def walk_statements(walk: FlowWalk, steps: Iterable[Any]) -> None:
    """Walk a list of statements, up to one that leaves it."""
    for each in steps:
        if walk.ended:
            return
        handler = walk.handlers.get(type(each))
        if handler:
            handler(walk, each)


def walk_branch(walk: FlowWalk, steps: Iterable[Any], trusted: Names = NO_NAMES) -> Variables | None:
    """The variables after a branch; None where it never reaches its end."""
    inner = FlowWalk(walk.unit, walk.variables.copy(), walk.found, handlers=walk.handlers)
    inner.variables.trust(trusted)
    walk_statements(inner, steps)
    if inner.ended:
        return None
    return inner.variables


def merge_branches(walk: FlowWalk, branches: Iterable[Variables | None]) -> None:
    """Go on with what the branches left that reach this place."""
    reached = [each for each in branches if each is not None]
    walk.variables.merge(reached)
    walk.ended = not reached


def text_value(walk: FlowWalk, fragment: tree.Fragment | None) -> Value:
    """The text that a fragment builds."""
    root = fragment_root(fragment)
    if root is not None:
        return evaluate(root, walk.scope)
    return SAFE


def target_name(fragment: tree.Fragment) -> str:
    """The variable that an assignment or INTO changes."""
    return fragment.text.partition("[")[0].strip().strip('"').lower()
