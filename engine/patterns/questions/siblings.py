"""The statements right before and after another, in the same list."""

from dataclasses import fields
from typing import Any

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.sites import StepSite
from engine.analysis.steps import fragment_root
from engine.plpgsql import tree


def step_before(site: StepSite) -> Any:  # noqa: ANN401 - a statement of any kind
    """The statement before this one in its list; None for the first."""
    return _neighbour(site, -1)


def step_after(site: StepSite) -> Any:  # noqa: ANN401 - a statement of any kind
    """The statement after this one in its list; None for the last."""
    return _neighbour(site, 1)


def _neighbour(site: StepSite, way: int) -> Any:  # noqa: ANN401 - a statement of any kind
    for steps in _lists(site.parent.node if site.parent is not None else None):
        places = [number + way for number, each in enumerate(steps) if each is site.node]
        if places and 0 <= places[0] < len(steps):
            return steps[places[0]]
    return None


def sql_of_step(step: object) -> object:
    """The syntax tree of the SQL that a statement runs; None for statements without SQL of their own."""
    if isinstance(step, tree.Sql):
        return fragment_root(step.statement)
    if isinstance(step, tree.Perform):
        return fragment_root(step.query)
    return None


def tested_lookups(unit: ParsedUnit) -> list[tuple[StepSite, object]]:
    """Each IF about FOUND with the query that runs right before it."""
    found = []
    for site in unit.sites(tree.If):
        if "found" in site.node.condition.text.lower():
            before = sql_of_step(step_before(site))
            if before is not None:
                found.append((site, before))
    return found


def _lists(node: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any part of a body
    if node is None:
        return []
    values = [getattr(node, each.name) for each in fields(node)]
    return [value for value in values if isinstance(value, tuple) and value]
