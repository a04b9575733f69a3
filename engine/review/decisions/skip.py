"""Not now."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.decide import Situation
from engine.review.refusal import Refusal
from engine.review.standing import Standing, State


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave it for later; it stays in the inbox, behind what nobody skipped."""

    kind: ClassVar[str] = "skip"
    permission: ClassVar[str] = "decide"

    def apply(self, standing: Standing, situation: Situation) -> Standing:  # noqa: ARG002 - every decision is asked alike
        if standing.final or standing.state is State.SKIPPED:
            raise Refusal("final", f"This is {standing.state}; there is nothing to skip.", "Undo the decision first.")
        return replace(standing, state=State.SKIPPED)
