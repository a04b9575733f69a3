"""Chores: what the daemon does every so often. When each was last done outlives a restart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store import Store
from store.core.transaction import ReadView

REMEMBERED_FROM = 60.0  # a chore that is due more often is simply done anew after a restart


@dataclass(frozen=True, slots=True)
class PeriodicTask:
    """Something to do every `every` seconds; it is given the store and the time."""

    name: str
    every: float
    work: Callable[[Store, float], None]


@dataclass(frozen=True, slots=True)
class TaskTimes:
    """A chore as a person sees it: when it was last done and when it is next due."""

    name: str
    every: float
    last: float | None
    next: float


class Schedule:
    """Runs what is due. What was missed while the daemon slept is done once, not as often as it was missed."""

    def __init__(self, store: Store, chores: Sequence[PeriodicTask], now: float) -> None:
        self._store = store
        self._chores = chores
        with store.read() as view:
            self._last = {chore.name: _remembered(view, chore, now) for chore in chores}
        self._began = now

    def run_due(self, now: float) -> list[str]:
        """Do what is due; the answer is the names."""
        due = [chore for chore in self._chores if self._next(chore) <= now]
        for chore in due:
            self._last[chore.name] = now
            chore.work(self._store, now)
            if chore.every >= REMEMBERED_FROM:
                self._remember(chore, now)
        return [chore.name for chore in due]

    def entries(self) -> list[TaskTimes]:
        """All chores, by name."""
        by_name = sorted(self._chores, key=lambda chore: chore.name)
        return [TaskTimes(chore.name, chore.every, self._last[chore.name], self._next(chore)) for chore in by_name]

    def _next(self, chore: PeriodicTask) -> float:
        last = self._last[chore.name]
        return (self._began if last is None else last) + chore.every

    def _remember(self, chore: PeriodicTask, now: float) -> None:
        with self._store.write() as tx:
            tx.execute(
                "INSERT INTO periodic_tasks VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET last_at = ?2",
                chore.name,
                now,
            )


def _remembered(view: ReadView, chore: PeriodicTask, now: float) -> float | None:
    """When it was last done; a moment in the future is from before the clock was set right."""
    last = view.value("SELECT last_at FROM periodic_tasks WHERE name = ?", chore.name)
    return None if last is None or last > now else last
