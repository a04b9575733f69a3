"""The one way a decision changes a standing."""

from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from engine.review.policy import Policy
from engine.review.refusal import Refusal
from engine.review.standing import Standing


@dataclass(frozen=True, slots=True)
class Situation:
    """Who speaks, with which permissions, under which policy, about a unit with which risk words."""

    actor: str
    permissions: frozenset[str]
    policy: Policy = field(default_factory=Policy)
    risk: tuple[str, ...] = ()


class Decision(Protocol):
    """A person's word; each kind is a module in `decisions`."""

    kind: ClassVar[str]
    permission: ClassVar[str]

    def apply(self, standing: Standing, situation: Situation) -> Standing: ...


def decide(standing: Standing, decision: Decision, situation: Situation) -> Standing:
    """The standing after the decision, or a Refusal that says why nothing changed."""
    if decision.permission not in situation.permissions:
        sentence = f"You may not {decision.kind} here: that needs the permission {decision.permission}."
        raise Refusal("permission", sentence, "Ask an admin of the project for it, or for a temporary grant.")
    return decision.apply(standing, situation)


def undo(now: Standing, before: Standing, after: Standing) -> Standing:
    """Take back the decision that led from `before` to `after`; only while nobody moved on from `after`."""
    if now != after:
        raise Refusal(
            "moved_on",
            f"This was {after.state} after your decision and is {now.state} now: somebody moved first.",
            "Look at what changed since; undo the later decision first, or decide anew.",
        )
    return before


def redo(now: Standing, before: Standing, after: Standing) -> Standing:
    """Do again what was taken back; only while the standing is as the undo left it."""
    return undo(now, before=after, after=before)
