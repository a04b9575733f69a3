"""Lift a query and the IF about its result to one `lookup`."""

from dataclasses import replace
from typing import Any

from engine.lift.lift_context import LiftContext
from engine.lift.origin import Origin, Path
from engine.source.span import Span
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.lookup import LookupStep
from engine.spec.steps.perform import PerformStep
from engine.spec.steps.query import QueryStep
from engine.spec.steps.reject import RejectStep
from engine.spec.steps.step import Step
from engine.spec.steps.validate import ValidateStep


def join_lookup(context: LiftContext, steps: list[Step], step: Step, path: Path) -> bool:
    """Add an IF or a guard to the query that ends a list, if it is about its result; return whether it was added.

    `path` is where the step would be in the list.
    """
    if not steps or not isinstance(step, (IfStep, ValidateStep, RejectStep)):
        return False
    lookup = _lookup(steps[-1])
    found = _consequence(step, lookup) if lookup else None
    if lookup is None or found is None:
        return False
    steps[-1] = replace(lookup, **found)
    _move_origins(context, path, (*path[:-1], len(steps) - 1), next(iter(found)))
    return True


def _lookup(step: Step) -> Any:  # noqa: ANN401  a lookup without its consequence
    match step:
        case QueryStep(into=(_, *_), strict=False):
            return LookupStep(query=step.query, into=step.into, note=step.note)
        case PerformStep() if not step.perform.startswith("/*"):
            return LookupStep(query=f"SELECT {step.perform}", note=step.note)
    return None


def _consequence(step: Step, lookup: LookupStep) -> dict[str, Any] | None:
    """Return the keys that the IF adds; None if it has a note of its own or is about something else."""
    target = lookup.into[0].lower() if len(lookup.into) == 1 and _is_folded(lookup.into[0]) else None
    match step:
        case ValidateStep(note=None) if _words(step.condition) == "found":
            return {"reject_if_missing": step.error, "args": step.args, "using": step.using, "options": step.options}
        case RejectStep(note=None) if target and _words(step.when) == f"{target} is null":
            return {"reject_if_null": step.error, "args": step.args, "using": step.using, "options": step.options}
        case IfStep(note=None, elseif=()):
            key = _branch(_words(step.condition), target)
            if key is not None:
                return {key: step.then, "otherwise": step.otherwise}
    return None


def _is_folded(name: str) -> bool:
    """Return whether the server reads a name in lower case, so that its spelling does not matter."""
    return name.isascii() and '"' not in name


def _branch(condition: str, target: str | None) -> str | None:
    branches = {"not found": "if_missing", "found": "if_found"}
    if target:
        branches |= {f"{target} is null": "if_null", f"{target} is not null": "if_not_null"}
    return branches.get(condition)


def _words(condition: str) -> str:
    """Return a condition in lower case, without parentheses around it."""
    text = " ".join(condition.lower().split())
    while text[:1] == "(" and text[-1:] == ")" and text.count("(") == 1:
        text = text[1:-1].strip()
    return text


def _move_origins(context: LiftContext, path: Path, before: Path, branch: str) -> None:
    """Give the steps of the IF their paths in the lookup, and the lookup the span of both."""
    added = context.origins.pop(path)
    context.origins[before] = Origin(Span(context.origins[before].span.start, added.span.end), "inferred")
    depth = len(path)
    for old in context.origins_below(path):
        place = branch if old[depth] == "then" else old[depth]
        context.origins[(*before, place, *old[depth + 1 :])] = context.origins.pop(old)
