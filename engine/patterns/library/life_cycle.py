"""How a pattern earns its state: the counts of what became of its uses, and the state that they lead to."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from engine.patterns.library.library_error import LibraryError

MIN_USES = 5
MIN_SUCCESS = 0.8
MAX_REJECTED = 0.5


class PatternState(StrEnum):
    """Where a pattern is in its life."""

    SUGGESTED = "suggested"
    PENDING = "pending_validation"
    VALIDATED = "validated"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class PatternCounts:
    """What became of a pattern's uses: accepted as they were, accepted after a change, or rejected."""

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0

    @property
    def uses(self) -> int:
        return self.accepted + self.corrected + self.rejected

    @property
    def success_rate(self) -> float:
        """The share accepted without a change."""
        return self.accepted / self.uses if self.uses else 0.0

    @property
    def is_often_corrected(self) -> bool:
        """Whether half of the accepted uses, and at least three, needed a change."""
        return self.corrected >= 3 and self.corrected >= self.accepted

    def to_json(self) -> dict[str, Any]:
        """Return the counts as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Promotion:
    """The state that counts lead to, and the sentence that says why."""

    state: PatternState
    reason: str


def next_state(state: PatternState, counts: PatternCounts) -> Promotion | None:
    """Return the state that a pattern moves to by itself, or None: only a person suggests, approves or deprecates."""
    if counts.uses < MIN_USES:
        return None
    share = f"{counts.accepted} of {counts.uses} uses were accepted as they were"
    if state is PatternState.PENDING and counts.success_rate >= MIN_SUCCESS:
        return Promotion(PatternState.VALIDATED, f"{share}.")
    if state is PatternState.VALIDATED and counts.rejected / counts.uses > MAX_REJECTED:
        return Promotion(PatternState.PENDING, f"{counts.rejected} of {counts.uses} uses were rejected.")
    return None


ALLOWED: Mapping[str, Mapping[PatternState, PatternState]] = {
    "approve": {
        PatternState.SUGGESTED: PatternState.PENDING,
        PatternState.PENDING: PatternState.VALIDATED,
    },
    "reject": {PatternState.SUGGESTED: PatternState.DEPRECATED, PatternState.PENDING: PatternState.DEPRECATED},
    "merge": {PatternState.SUGGESTED: PatternState.DEPRECATED, PatternState.PENDING: PatternState.DEPRECATED},
    "deprecate": {PatternState.PENDING: PatternState.DEPRECATED, PatternState.VALIDATED: PatternState.DEPRECATED},
}
"""What a person may do: where it leads from each state that allows it."""


def state_after(action: str, pattern: str, state: PatternState) -> PatternState:
    """Return the state that a person's action leads to; raise LibraryError where it does not apply."""
    allowed = ALLOWED.get(action)
    if allowed is None:
        raise LibraryError("action", f"{action!r} is not a step of a pattern's life.", f"Use {', '.join(ALLOWED)}.")
    if state not in allowed:
        sentence = f"Cannot {action} {pattern}: it is {state}."
        raise LibraryError("state", sentence, f"The pattern must be {' or '.join(allowed)}.")
    return allowed[state]
