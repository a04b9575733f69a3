"""Known-bad specs for a drill: a fault that leaves the meaning, and so the proof, as it is."""

from dataclasses import replace

from engine.spec.document.action import Action
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError
from engine.spec.writer import write_spec


def planted_fault(spec: str, other: str) -> str | None:
    """Return a spec whose actions claim to do what those of another unit do; None where there is nothing to confuse."""
    try:
        target, foreign = read_spec(spec), read_spec(other)
    except SpecError:
        return None
    claims = [_claim(action) for action in foreign.actions]
    own = {_claim(action) for action in target.actions}
    wrong = next((claim for claim in claims if claim not in own), None)
    if wrong is None or not target.actions:
        return None
    actions = tuple(replace(action, description=wrong) for action in target.actions)
    return write_spec(replace(target, actions=actions)).text


def described(spec: str) -> str | None:
    """Return the spec with a fitting description for each action: a missing one would give a planted one away."""
    try:
        target = read_spec(spec)
    except SpecError:
        return None
    if not target.actions:
        return None
    actions = tuple(replace(action, description=_claim(action)) for action in target.actions)
    return write_spec(replace(target, actions=actions)).text


def _claim(action: Action) -> str:
    """Return what an action says that it does; without a description, its name in words."""
    return action.description or action.name.replace("_", " ").capitalize()
