"""One sitting at the deck: how long it lasts, how fast its decisions come, and when to say so, gently."""

from dataclasses import dataclass, field

FAST_SECONDS, FAST_IN_A_ROW = 3.0, 20
LONG_SECONDS, TOO_LONG_SECONDS = 60 * 60, 90 * 60
PACED = 20  # the decisions that the pace is taken from


@dataclass
class ReviewSession:
    """What is kept while one goes from unit to unit."""

    began: float
    blind: bool = False
    decided: int = 0
    fast: int = 0
    looked: list[float] = field(default_factory=list)

    def record(self, word: str, seconds: float) -> None:
        """One more decision, after so long a look."""
        self.decided += 1
        self.looked = [*self.looked, seconds][-PACED:]
        self.fast = self.fast + 1 if word == "approve" and seconds < FAST_SECONDS else 0

    def pace(self, now: float) -> str:
        """How much was decided, how long it took, and how long each takes of late."""
        minutes = int((now - self.began) // 60)
        if not self.decided:
            return f"{minutes} min so far" if minutes else ""
        each = sum(self.looked) / len(self.looked)
        return f"{self.decided} decided · {minutes} min · {each:.0f} s each"

    def nudge(self, now: float) -> str:
        """What a friend would say now; mostly nothing."""
        if self.fast >= FAST_IN_A_ROW:
            return f"{self.fast} approvals, each within {FAST_SECONDS:.0f} s: A decides on equal units at once."
        if now - self.began >= TOO_LONG_SECONDS:
            return "An hour and a half at a stretch: stop here, the queue waits."
        if now - self.began >= LONG_SECONDS:
            return "An hour at a stretch: a break keeps the eye sharp."
        return ""
