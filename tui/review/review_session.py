"""A review session: how long it lasts, how fast decisions are made, and when to suggest a break."""

from dataclasses import dataclass, field

FAST_SECONDS, FAST_IN_A_ROW = 3.0, 20
LONG_SECONDS, TOO_LONG_SECONDS = 60 * 60, 90 * 60
PACED = 20  # the latest decisions, of which the pace is the average


@dataclass
class ReviewSession:
    """What is kept from unit to unit."""

    began: float
    blind: bool = False
    decided: int = 0
    fast: int = 0
    look_seconds: list[float] = field(default_factory=list)

    def record(self, kind: str, seconds: float) -> None:
        """Count a decision, with how long the user looked at the unit."""
        self.decided += 1
        self.look_seconds = [*self.look_seconds, seconds][-PACED:]
        self.fast += 1
        if kind != "approve" or seconds >= FAST_SECONDS:
            self.fast = 0

    def pace(self, now: float) -> str:
        """Return how many decisions were made, the time so far, and the recent time for each."""
        minutes = int((now - self.began) // 60)
        if not self.decided:
            return f"{minutes} min so far" if minutes else ""
        each = sum(self.look_seconds) / len(self.look_seconds)
        return f"{self.decided} decided · {minutes} min · {each:.0f} s each"

    def nudge(self, now: float) -> str:
        """Return a suggestion to slow down or to take a break; usually empty."""
        if self.fast >= FAST_IN_A_ROW:
            return f"{self.fast} approvals, each within {FAST_SECONDS:.0f} s: A decides on all alike units at once."
        if now - self.began >= TOO_LONG_SECONDS:
            return "An hour and a half without a break: stop here, the inbox can wait."
        if now - self.began >= LONG_SECONDS:
            return "An hour without a break: a pause keeps the eye sharp."
        return ""
