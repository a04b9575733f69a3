"""Wait until a changed path is quiet for a moment, but never longer than a bound."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Debouncer:
    """Changed paths that are not read yet. Callers pass the time."""

    quiet: float = 0.1  # editors write, rename and touch within this time; one read is enough
    bound: float = 1.0  # a file that is written without a pause is still read
    _first: dict[str, float] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def touch(self, path: str, now: float) -> None:
        self._first.setdefault(path, now)
        self._last[path] = now

    def due(self, now: float) -> tuple[str, ...]:
        """Remove and return the paths to read now, in order of their first change."""
        ready = tuple(path for path in self._first if self._ready_at(path) <= now)
        for path in ready:
            del self._first[path], self._last[path]
        return ready

    def next_due(self) -> float | None:
        """Return when the next path is due, or None."""
        return min(map(self._ready_at, self._first), default=None)

    def _ready_at(self, path: str) -> float:
        return min(self._last[path] + self.quiet, self._first[path] + self.bound)
