"""Stop asking a model that keeps failing, and ask once more after a while: a pure state machine."""

from dataclasses import dataclass, replace

FAILURES = 5
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 1800.0  # seconds
LONGEST_WAIT = 86_400.0  # that a server may name: the breaker is shared by all projects


@dataclass(frozen=True, slots=True)
class CircuitBreaker:
    """Closed while `open_until` is in the past. Each failed try after a pause doubles the pause."""

    failures: int = 0
    pause: float = FIRST_PAUSE
    open_until: float = 0.0

    def allows(self, now: float) -> bool:
        """Whether a call may be made."""
        return now >= self.open_until

    def succeeded(self) -> "CircuitBreaker":
        """Return the state after an answer."""
        return CircuitBreaker()

    def failed(self, now: float, retry_after: float | None = None) -> "CircuitBreaker":
        """Return the state after a failure; a server that names a delay gets it, up to a day."""
        failures = self.failures + 1
        wait = min(retry_after or 0.0, LONGEST_WAIT)
        if failures < FAILURES:
            return replace(self, failures=failures, open_until=now + wait)
        pause = min(self.pause * 2, LONGEST_PAUSE)
        return CircuitBreaker(failures, pause, now + max(self.pause, wait))
