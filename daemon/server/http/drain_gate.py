"""What is going on, and whether more is taken."""

from collections.abc import Callable


class DrainGate:
    """Counts what is open. Draining refuses new work and lets the old finish."""

    def __init__(self) -> None:
        self.draining = False
        self.open = 0
        self.streams = 0
        self._work: list[Callable[[], int]] = []

    def counts(self, work: Callable[[], int]) -> None:
        """Ask this too, whenever it matters whether the daemon is busy."""
        self._work.append(work)

    @property
    def requests(self) -> int:
        """Requests under way besides the one that asks; event streams wait, they do not work."""
        return max(0, self.open - self.streams - 1)

    @property
    def busy(self) -> bool:
        return self.requests > 0 or any(work() for work in self._work)
