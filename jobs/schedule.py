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

    def __init__(self, store: Store, tasks: Sequence[PeriodicTask], now: float) -> None:
        self._store = store
        self._tasks = tasks
        with store.read() as view:
            self._last = {task.name: _saved_time(view, task, now) for task in tasks}
        self._started_at = now

    def run_due(self, now: float) -> list[str]:
        """Run what is due; return the names."""
        due = [task for task in self._tasks if self._next(task) <= now]
        for task in due:
            self._last[task.name] = now
            task.work(self._store, now)
            if task.every >= REMEMBERED_FROM:
                self._save_time(task, now)
        return [task.name for task in due]

    def entries(self) -> list[TaskTimes]:
        """Return all tasks with their times, by name."""
        by_name = sorted(self._tasks, key=lambda task: task.name)
        return [TaskTimes(task.name, task.every, self._last[task.name], self._next(task)) for task in by_name]

    def _next(self, task: PeriodicTask) -> float:
        last = self._last[task.name]
        if last is None:
            last = self._started_at
        return last + task.every

    def _save_time(self, task: PeriodicTask, now: float) -> None:
        with self._store.write() as tx:
            tx.execute(
                "INSERT INTO periodic_tasks VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET last_at = ?2",
                task.name,
                now,
            )


def _saved_time(view: ReadView, task: PeriodicTask, now: float) -> float | None:
    """Return the time of the last run; a time in the future is from before the clock was set right."""
    last = view.value("SELECT last_at FROM periodic_tasks WHERE name = ?", task.name)
    if last is None or last > now:
        return None
    return last
