"""The job queues: a line for each that has something, with its workers and its jobs; the others share one."""

from textual.content import Content
from textual.widgets import Static

from daemon.wire.job import QueueInfo, QueueList
from tui.appearance.badges import JOB_BADGES

COUNTED = ("running", "ready", "quarantined")
STYLES = {"quarantined": "$error"}


class QueueLines(Static):
    """Shows what each queue does now."""

    DEFAULT_CSS = "QueueLines { height: auto; padding: 0 1 0 2; }"

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, queues: QueueList) -> None:
        """Show these queues."""
        others = [scope for scope in queues.paused if not scope.startswith("queue:")]
        lines = [_line(queue) for queue in queues.items if not _is_idle(queue)]
        if idle := [queue.name for queue in queues.items if _is_idle(queue)]:
            lines.append(Content.styled(f"{'idle':<10} {', '.join(idle)}", "$foreground-muted"))
        if others:
            lines.append(Content.styled(f"‖ paused: {', '.join(others)}", "$warning"))
        self.update(Content("\n").join(lines))


def _is_idle(queue: QueueInfo) -> bool:
    return not (queue.paused or queue.workers or any(queue.jobs.get(state) for state in COUNTED))


def _line(queue: QueueInfo) -> Content:
    paused = ("‖ paused  ", "bold $warning") if queue.paused else ""
    workers = f"{queue.workers} of {queue.most_workers} workers  "
    counts = [_count(state, queue.jobs[state]) for state in COUNTED if queue.jobs.get(state)]
    return Content.assemble((f"{queue.name:<10} ", "bold"), paused, (workers, "$foreground-muted"), *counts)


def _count(state: str, count: int) -> tuple[str, str]:
    return f"{JOB_BADGES[state].glyph} {count} {state}  ", STYLES.get(state, "")
