"""Periodic tasks of the daemon. The time of their last run survives a restart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store import Store
from store.core.transaction import ReadView

REMEMBERED_FROM = 60.0  # a task that is due more often runs again after a restart


@dataclass(frozen=True, slots=True)
class PeriodicTask:
    """Something to do every `every` seconds, given the store and the time."""

    name: str
    every: float
    work: Callable[[Store, float], None]


@dataclass(frozen=True, slots=True)
class TaskTimes:
    """The times of a periodic task: its last run and the next one."""

    name: str
    every: float
    last: float | None
    next: float


class Schedule:
    """Runs what is due. A task that was missed several times runs once."""

    def __init__(self, store: Store, chores: Sequence[PeriodicTask], now: float) -> None:
        self._store = store
        self._chores = chores
        with store.read() as view:
            self._last = {chore.name: _remembered(view, chore, now) for chore in chores}
        self._began = now

    def run_due(self, now: float) -> list[str]:
        """Run what is due; return the names."""
        due = [chore for chore in self._chores if self._next(chore) <= now]
        for chore in due:
            self._last[chore.name] = now
            chore.work(self._store, now)
            if chore.every >= REMEMBERED_FROM:
                self._remember(chore, now)
        return [chore.name for chore in due]

    def entries(self) -> list[TaskTimes]:
        """Return all tasks with their times, by name."""
        by_name = sorted(self._chores, key=lambda chore: chore.name)
        return [TaskTimes(chore.name, chore.every, self._last[chore.name], self._next(chore)) for chore in by_name]

    def _next(self, chore: PeriodicTask) -> float:
        last = self._last[chore.name]
        if last is None:
            last = self._began
        return last + chore.every

    def _remember(self, chore: PeriodicTask, now: float) -> None:
        with self._store.write() as tx:
            tx.execute(
                "INSERT INTO periodic_tasks VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET last_at = ?2",
                chore.name,
                now,
            )


def _remembered(view: ReadView, chore: PeriodicTask, now: float) -> float | None:
    """Return the time of the last run; a time in the future is from before the clock was set right."""
    last = view.value("SELECT last_at FROM periodic_tasks WHERE name = ?", chore.name)
    if last is None or last > now:
        return None
    return last
