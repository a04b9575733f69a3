"""Lift assignments; a run of them without comments between becomes one `set`."""

from dataclasses import replace

from engine.lift.lift_context import LiftContext
from engine.lift.origin import Origin, Path
from engine.plpgsql import tree
from engine.source.span import Span
from engine.spec.steps.assign import AssignStep
from engine.spec.steps.set_ import SetStep
from engine.spec.steps.step import Step

MAX_TARGET = 500  # a longer one cannot be the key of a mapping


def lift_assign(context: LiftContext, statement: tree.Assign, _: Path) -> SetStep | AssignStep:
    """Lift one assignment."""
    target, value = context.name(statement.target), context.sql(statement.value)
    if len(target) > MAX_TARGET:
        return AssignStep(target=target, to=value)
    return SetStep(set=((target, value),))


def join_assignment(context: LiftContext, steps: list[Step], step: Step, path: Path) -> bool:
    """Add an assignment to the `set` that ends a list, if a mapping can hold both; return whether it was added.

    `path` is where the step would be in the list.
    """
    if not steps or not isinstance(step, SetStep) or step.note is not None:
        return False
    last = steps[-1]
    if not isinstance(last, SetStep) or {target for target, _ in last.set} & {target for target, _ in step.set}:
        return False
    steps[-1] = replace(last, set=(*last.set, *step.set))
    before = (*path[:-1], len(steps) - 1)
    added = context.origins.pop(path)
    context.origins[before] = Origin(Span(context.origins[before].span.start, added.span.end), "exact")
    return True
