"""Whose turn it is to look at a unit: whoever it is assigned to, else those whom the policy asks."""

import json

from engine.review.standing import Standing
from store import policies
from store.transaction import View


def of(view: View, project: str, unit: int, risk: tuple[str, ...], standing: Standing) -> tuple[str, ...]:
    """The people who are asked about a unit, by their ids; once it is closed nobody is asked by the policy."""
    if standing.asked or standing.final:
        return standing.asked
    return tuple(person.id for person in policies.in_turn(view, project, unit, risk, standing.authors))


def text(view: View, project: str, unit: int, risk: tuple[str, ...], standing: Standing) -> str:
    """The same as a column holds it."""
    return json.dumps(of(view, project, unit, risk, standing))
