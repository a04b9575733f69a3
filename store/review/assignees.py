"""Assignees: the people a unit is assigned to, or whom the policy asks to review it."""

import json

from engine.review.standing import Standing
from store.core.transaction import ReadView
from store.review import policies


def find(view: ReadView, project: str, unit: int, risk: tuple[str, ...], standing: Standing) -> tuple[str, ...]:
    """Return the ids of the people asked to review a unit; the policy asks nobody about a closed one."""
    if standing.asked or standing.final:
        return standing.asked
    return tuple(person.id for person in policies.find_assignees(view, project, unit, risk, standing.authors))


def to_json(view: ReadView, project: str, unit: int, risk: tuple[str, ...], standing: Standing) -> str:
    """Return the assignees as the JSON of their column."""
    return json.dumps(find(view, project, unit, risk, standing))
