"""Whose turn it is to look at a unit: whoever it is assigned to, else those whom the policy asks."""

import json

from engine.review.standing import Standing
from store.core.transaction import ReadView
from store.review import policies


def find(view: ReadView, project: str, unit: int, risk: tuple[str, ...], standing: Standing) -> tuple[str, ...]:
    """The people who are asked about a unit, by their ids; once it is closed nobody is asked by the policy."""
    if standing.asked or standing.final:
        return standing.asked
    return tuple(person.id for person in policies.find_assignees(view, project, unit, risk, standing.authors))


def to_json(view: ReadView, project: str, unit: int, risk: tuple[str, ...], standing: Standing) -> str:
    """The same as a column holds it."""
    return json.dumps(find(view, project, unit, risk, standing))
