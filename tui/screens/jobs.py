"""Background work: the queues, what runs and waits, and what failed for good, with why."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from daemon.client.resources.jobs import JobQuery
from daemon.wire.event import Event
from daemon.wire.job import Job, JobPage, QueueList
from daemon.wire.role import Permission
from tui.appearance.badges import JOB_BADGES, Tone, badge_for
from tui.commands.shell_lines import Words
from tui.deck_screen import DeckScreen
from tui.local_time import full_time, short_time
from tui.printable import to_printable
from tui.widgets.cursor_pages import CursorPages
from tui.widgets.fact_panel import FactPanel
from tui.widgets.job_states import JobStates
from tui.widgets.queue_lines import QueueLines
from tui.widgets.row_list import RowList
from tui.widgets.row_source import RowSource
from tui.widgets.table_column import Cell, TableColumn

STATES = ("", "quarantined", "running", "ready", "done", "cancelled")
EMPTY = "No job yet.\nJobs come by themselves when a watched file changes."
NO_MATCH = "No job is in this state.\nesc shows all again, f those of the next state."


def _state(job: Job) -> Cell:
    found = badge_for(JOB_BADGES, job.state.value)
    return Cell(str(found), found.tone)


def _error(job: Job) -> Cell:
    return Cell(to_printable(job.error.sentence), Tone.BAD) if job.error else Cell("")


COLUMNS: Sequence[TableColumn[Job]] = (
    TableColumn("STATE", 13, _state),
    TableColumn("KIND", 10, lambda job: Cell(job.kind)),
    TableColumn("ABOUT", 14, lambda job: Cell(to_printable(job.subject), Tone.QUIET), least=56),
    TableColumn("RUNS", 4, lambda job: Cell(str(job.attempts)), least=56, right=True),
    TableColumn("QUEUE", 9, lambda job: Cell(job.queue, Tone.QUIET), least=100),
    TableColumn("WORKER", 12, lambda job: Cell(to_printable(job.worker or ""), Tone.QUIET), least=120),
    TableColumn("MADE", 8, lambda job: Cell(short_time(job.created), Tone.QUIET), least=100),
    TableColumn("ERROR", 0, _error),
)


class JobsScreen(DeckScreen):
    """Look at background work and steer it, as `specdeck jobs` does."""

    NAME = "jobs"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "next_state", "state", id="jobs.state"),
        Binding("R", "retry", "retry", id="jobs.retry"),
        Binding("x", "cancel", "cancel", id="jobs.cancel"),
        Binding("p", "pause", "pause", id="jobs.pause"),
        Binding("escape", "shut", "close", id="jobs.shut", show=False),
    ]
    STEERING = ("retry", "cancel", "pause")

    def __init__(self) -> None:
        super().__init__()
        self._state = ""
        self._queues = QueueList((), ())

    def body(self) -> ComposeResult:
        yield QueueLines()
        yield JobStates(STATES)
        yield RowList[Job](self._source(), EMPTY)
        yield FactPanel()

    async def load(self) -> None:
        self._queues = await self.ask(lambda client: client.jobs.queues())
        self.query_one(QueueLines).show(self._queues)
        await self.query_one(RowList).reload()

    def concerns(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(("job.", "jobs.")) for event in events)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str | None:
        if action not in self.STEERING or self.deck.person.may(Permission.JOB_RUN):
            return None
        return f"Not for a {self.deck.person.role.value}: it takes the right to {Permission.JOB_RUN.value}."

    def words(self) -> Words:
        job = self._current
        return {"state": self._state, "job": job.id if job else "", "scope": self._scope}

    # --- keys

    def action_next_state(self) -> None:
        """Show jobs of the next state only."""
        self._show(STATES[(STATES.index(self._state) + 1) % len(STATES)])

    def _show(self, state: str) -> None:
        self._state = state
        self.query_one(JobStates).show(state)
        rows = self.query_one(RowList)
        rows.empty = NO_MATCH if state else EMPTY
        rows.change(self._source())
        self.refresh_data()

    def action_retry(self) -> None:
        """Try the job under the cursor again."""
        if job := self._current:
            self.deck.act(
                lambda client: client.jobs.retry(job.id), lambda _: f"{job.kind} {job.subject} is tried again."
            )

    def action_cancel(self) -> None:
        """End the job under the cursor."""
        if job := self._current:
            self.deck.act(
                lambda client: client.jobs.cancel(job.id), lambda _: f"{job.kind} {job.subject} is cancelled."
            )

    def action_pause(self) -> None:
        """Pause the queue of the job under the cursor, or let it go on."""
        scope = self._scope
        if scope in self._held():
            self.deck.act(lambda client: client.jobs.resume(scope), lambda _: f"{scope} goes on.")
        else:
            self.deck.act(lambda client: client.jobs.pause(scope), lambda _: f"{scope} is paused; what runs goes on.")

    def action_shut(self) -> None:
        """Close the details; if none are open, show jobs of every state again."""
        facts = self.query_one(FactPanel)
        if facts.display:
            facts.shut()
        elif self._state:
            self._show("")

    def on_row_list_opened(self) -> None:
        if job := self._current:
            self.query_one(FactPanel).show(f"{job.kind} {job.subject}", _facts(job))

    def on_row_list_cursor_moved(self) -> None:
        if self.query_one(FactPanel).display:
            self.on_row_list_opened()

    # --- parts

    @property
    def _current(self) -> Job | None:
        return self.query_one(RowList).current

    @property
    def _scope(self) -> str:
        job = self._current
        return f"queue:{job.queue}" if job else "all"

    def _held(self) -> set[str]:
        return {*self._queues.paused, *(f"queue:{queue.name}" for queue in self._queues.items if queue.paused)}

    def _source(self) -> RowSource[Job]:
        state = self._state

        async def read(cursor: str | None, limit: int) -> JobPage:
            return await self.ask(lambda client: client.jobs.page(JobQuery(state=state), cursor, limit))

        return RowSource(CursorPages(read).fetch, lambda job: job.id, COLUMNS)


def _told(what: str) -> Callable[[Job], str]:
    return lambda job: f"{job.kind} {to_printable(job.subject)} {what}."


def _facts(job: Job) -> Mapping[str, str]:
    facts = {
        "job": job.id,
        "state": f"{job.state.value}, {job.attempts} run{'' if job.attempts == 1 else 's'}, {job.failures} failed",
        "queue": f"{job.queue}, {job.priority.value}",
        "made": full_time(job.created),
        "ended": full_time(job.finished) if job.finished else "",
        "worker": job.worker or "",
        "error": job.error.sentence if job.error else "",
        "hint": job.error.hint if job.error else "",
        "again": f"specdeck jobs retry {job.id}" if job.error else "",
    }
    return {name: value for name, value in facts.items() if value}
