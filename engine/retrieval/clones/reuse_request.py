"""Questions about copies and reuse as plain values: they are answered in another process than the one that asks."""

from collections.abc import Mapping
from typing import Any

from engine.retrieval.clones.find_clones import ComparedUnit, are_clones, compared_unit
from engine.retrieval.clones.reuse_plan import KnownPattern, ReusableUnit, ReusePlan, plan_reuse
from engine.source.split_file import split


def plan_from_json(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plan for `sql`, with the `approved` units and the `patterns` that are known."""
    unit = _compared(asked["sql"])
    if unit is None:
        return _to_json(ReusePlan("fresh", "", 0.0, ("this SQL cannot be compared with others",)))
    approved = [
        ReusableUnit(found, each["spec"], tuple(each["analysts"]))
        for each in asked["approved"]
        if (found := _compared(each["sql"])) is not None
    ]
    patterns = [KnownPattern(each["name"], each["quality"]) for each in asked["patterns"]]
    return _to_json(plan_reuse(unit, approved, patterns))


def copies_from_json(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return which of the `others` are copies of `sql`, in their order."""
    unit = _compared(asked["sql"])
    others = [_compared(each) for each in asked["others"]]
    return {"copies": [unit is not None and each is not None and are_clones(unit, each) for each in others]}


REQUESTS = {"plan": plan_from_json, "copies": copies_from_json}


def _compared(sql: str) -> ComparedUnit | None:
    units = split(sql, "unit.sql").units
    if len(units) != 1 or units[0].fault is not None:
        return None
    return compared_unit(units[0])


def _to_json(plan: ReusePlan) -> dict[str, Any]:
    adapted = plan.adapted
    return {
        "tier": plan.tier,
        "source": plan.source,
        "likeness": plan.likeness,
        "steps": list(plan.steps),
        "spec": None if adapted is None else adapted.spec,
        "renamed": {} if adapted is None else dict(adapted.renamed),
    }
