"""No, and why."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.decide import Situation
from engine.review.refusal import Refusal
from engine.review.standing import Standing, State

REASONS = (
    "wrong meaning",
    "wrong pattern",
    "wrong name",
    "wrong entity",
    "too raw",
    "not idiomatic",
    "missing part",
    "outdated",
    "other",
)


@dataclass(frozen=True, slots=True)
class Reject:
    """A no with a reason from the taxonomy; sent back, it asks for changes instead of closing."""

    kind: ClassVar[str] = "reject"
    permission: ClassVar[str] = "decide"
    reason: str
    send_back: bool = False

    def apply(self, standing: Standing, situation: Situation) -> Standing:  # noqa: ARG002 - every decision is asked alike
        if self.reason not in REASONS:
            raise Refusal("reason", f"{self.reason!r} is no reason we know.", f"One of: {', '.join(REASONS)}.")
        if standing.state is State.REJECTED and not self.send_back:
            raise Refusal("rejected", "This is rejected already.", "Nothing is left to do.")
        state = State.CHANGES_REQUESTED if self.send_back else State.REJECTED
        return replace(standing, state=state, approvals=(), waiver=None, reason=self.reason, approved=None)
