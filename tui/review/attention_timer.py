"""How long the user looked at a unit, without idle time."""

IDLE_SECONDS = 30.0


class AttentionTimer:
    """A stopwatch that every key keeps running. A longer pause counts as `IDLE_SECONDS`."""

    def __init__(self, now: float) -> None:
        self._seconds = 0.0
        self._last = now
        self._away = False

    def touch(self, now: float) -> None:
        """Note that a key was pressed or the mouse was moved."""
        if not self._away:
            self._seconds += min(max(now - self._last, 0.0), IDLE_SECONDS)
        self._last = now
        self._away = False

    def leave(self, now: float) -> None:
        """Stop until the next key: the terminal lost the focus."""
        self.touch(now)
        self._away = True

    def seconds(self, now: float) -> float:
        """Return the time until now."""
        self.touch(now)
        return self._seconds
