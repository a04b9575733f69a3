"""The work in progress, and whether new work is accepted."""

from collections.abc import Callable


class DrainGate:
    """Counts open requests. While draining, new work is refused and running work finishes."""

    def __init__(self) -> None:
        self.draining = False
        self.open = 0
        self.streams = 0
        self._work: list[Callable[[], int]] = []

    def count_also(self, work: Callable[[], int]) -> None:
        """Include the number that `work` returns when asked whether the daemon is busy."""
        self._work.append(work)

    @property
    def requests(self) -> int:
        """Open requests, without the current one and without event streams, which only wait."""
        return max(0, self.open - self.streams - 1)

    @property
    def busy(self) -> bool:
        return self.requests > 0 or any(work() for work in self._work)
