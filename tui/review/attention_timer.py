"""How long somebody looked at a unit: time at the keys, idle time left out."""

IDLE_SECONDS = 30.0


class AttentionTimer:
    """A stopwatch that every key keeps running. A pause longer than `IDLE_SECONDS` counts as that and no more."""

    def __init__(self, now: float) -> None:
        self._seconds = 0.0
        self._last = now
        self._away = False

    def touch(self, now: float) -> None:
        """A key was pressed, or the mouse was moved."""
        if not self._away:
            self._seconds += min(max(now - self._last, 0.0), IDLE_SECONDS)
        self._last = now
        self._away = False

    def leave(self, now: float) -> None:
        """The terminal lost the focus: nothing counts until the next key."""
        self.touch(now)
        self._away = True

    def seconds(self, now: float) -> float:
        """How long one looked until now."""
        self.touch(now)
        return self._seconds
