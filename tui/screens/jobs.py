"""Background jobs: the queues, what is running and waiting, and what failed permanently and why."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from daemon.client.resources.jobs import JobQuery
from daemon.wire.event import Event
from daemon.wire.job import Job, JobPage, JobState, QueueList
from daemon.wire.role import Permission
from tui.appearance.badges import JOB_BADGES, Tone, badge_for
from tui.commands.shell_lines import ShellValues
from tui.deck_screen import DeckScreen
from tui.lists.cursor_pages import CursorPages
from tui.lists.row_list import ROW_LIST, RowList
from tui.lists.row_source import RowSource
from tui.lists.table_column import Cell, TableColumn
from tui.local_time import full_time, short_time
from tui.plural import count_noun
from tui.printable import to_printable
from tui.screen_spec import ScreenSpec
from tui.widgets.fact_panel import FactPanel
from tui.widgets.job_states import JobStates
from tui.widgets.queue_lines import QueueLines

SCREEN = ScreenSpec(
    name="jobs",
    title="Jobs",
    load=lambda: JobsScreen,
    position=2,
    key="J",
    nodes=(ROW_LIST,),
    command="specdeck jobs list",
    shell_lines={
        "jobs.state": "specdeck jobs list --state {state}",
        "jobs.retry": "specdeck jobs retry {job}",
        "jobs.cancel": "specdeck jobs cancel {job}",
        "jobs.pause": "specdeck jobs pause {scope}",
    },
)
STATES = ("", "quarantined", "running", "ready", "done", "cancelled")
EMPTY = "No jobs yet.\nA job starts when a watched file changes."
NO_MATCH = "No job is in this state.\nesc shows all jobs, f the next state."


def _state(job: Job) -> Cell:
    found = badge_for(JOB_BADGES, job.state.value)
    return Cell(str(found), found.tone)


def _error(job: Job) -> Cell:
    if job.error is None:
        return Cell("")
    return Cell(to_printable(job.error.sentence), Tone.BAD)


def job_columns(names: Mapping[str, str]) -> Sequence[TableColumn[Job]]:
    """Return the columns of the list; `names` are those of the subjects, as far as they were read."""
    return (
        TableColumn("STATE", 13, _state),
        TableColumn("KIND", 10, lambda job: Cell(job.kind), stretches=True),
        TableColumn("SUBJECT", 24, lambda job: Cell(subject_of(job, names)), least=56, stretches=True),
        TableColumn("RUNS", 4, lambda job: Cell(str(job.attempts)), least=70, right=True),
        TableColumn("QUEUE", 9, lambda job: Cell(job.queue, Tone.QUIET), least=120),
        TableColumn("WORKER", 12, lambda job: Cell(to_printable(job.worker or ""), Tone.QUIET), least=140),
        TableColumn("CREATED", 8, lambda job: Cell(short_time(job.created), Tone.QUIET), least=100),
        TableColumn("ERROR", 0, _error),
    )


def subject_of(job: Job, names: Mapping[str, str]) -> str:
    """Return the name of what a job works on; its number if it has no name."""
    return to_printable(names.get(job.subject, job.subject))


class JobsScreen(DeckScreen):
    """Lists jobs and controls them, like `specdeck jobs`."""

    NAME = "jobs"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "next_state", "state", id="jobs.state"),
        Binding("R", "retry", "retry", id="jobs.retry"),
        Binding("x", "cancel", "cancel", id="jobs.cancel"),
        Binding("p", "pause", "pause", id="jobs.pause"),
        Binding("escape", "close", "close", id="jobs.close", show=False),
    ]
    NEEDS_PERMISSION = frozenset({"retry", "cancel", "pause"})

    def __init__(self) -> None:
        super().__init__()
        self._state = ""
        self._queues = QueueList((), ())
        self._names: dict[str, str] = {}

    def body(self) -> ComposeResult:
        yield QueueLines()
        yield JobStates(STATES)
        yield RowList[Job](self._source(), EMPTY)
        yield FactPanel()

    async def load(self) -> None:
        self._queues = await self.ask(lambda client: client.jobs.queues())
        self.query_one(QueueLines).show(self._queues)
        await self.query_one(RowList).reload()

    def is_affected_by(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(("job.", "jobs.")) for event in events)

    def disabled_reason(self, action: str, parameters: tuple[object, ...] = ()) -> str | None:  # noqa: ARG002 - has none
        user = self.deck.user
        if action not in self.NEEDS_PERMISSION or user.may(Permission.JOB_RUN):
            return None
        return f"Not for a {user.role.value}: it needs the permission to {Permission.JOB_RUN.value}."

    def shell_values(self) -> ShellValues:
        job = self._current
        return {"state": self._state, "job": job.id if job else "", "scope": self._scope}

    # --- keys

    def action_next_state(self) -> None:
        """Show only the jobs in the next state."""
        self._show(STATES[(STATES.index(self._state) + 1) % len(STATES)])

    def _show(self, state: str) -> None:
        self._state = state
        self.query_one(JobStates).show(state)
        rows = self.query_one(RowList)
        rows.empty = NO_MATCH if state else EMPTY
        rows.change(self._source())
        self.refresh_data()

    def action_retry(self) -> None:
        """Retry the job under the cursor."""
        if job := self._current:
            done = f"Retrying {job.kind} {subject_of(job, self._names)}."
            self.deck.perform(lambda client: client.jobs.retry(job.id), lambda _: done)

    def action_cancel(self) -> None:
        """Cancel the job under the cursor."""
        if job := self._current:
            done = f"Cancelled {job.kind} {subject_of(job, self._names)}."
            self.deck.perform(lambda client: client.jobs.cancel(job.id), lambda _: done)

    def action_pause(self) -> None:
        """Pause the queue of the job under the cursor, or resume it."""
        scope = self._scope
        if scope in self._paused():
            self.deck.perform(lambda client: client.jobs.resume(scope), lambda _: f"Resumed {scope}.")
        else:
            self.deck.perform(
                lambda client: client.jobs.pause(scope), lambda _: f"Paused {scope}; running jobs continue."
            )

    def action_close(self) -> None:
        """Close the details; without any, show jobs in every state again."""
        facts = self.query_one(FactPanel)
        if facts.display:
            facts.close()
        elif self._state:
            self._show("")

    def on_row_list_opened(self) -> None:
        if job := self._current:
            self.query_one(FactPanel).show(f"{job.kind} {subject_of(job, self._names)}", _facts(job))

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

    def _paused(self) -> set[str]:
        return {*self._queues.paused, *(f"queue:{queue.name}" for queue in self._queues.items if queue.paused)}

    def _source(self) -> RowSource[Job]:
        state = self._state

        async def read(cursor: str | None, limit: int) -> JobPage:
            page = await self.ask(lambda client: client.jobs.page(JobQuery(state=state), cursor, limit))
            self._names |= page.names
            return replace(page, items=tuple(sorted(page.items, key=lambda job: job.state is not JobState.RUNNING)))

        return RowSource(CursorPages(read).fetch, lambda job: job.id, job_columns(self._names))


def _facts(job: Job) -> Mapping[str, str]:
    facts = {
        "job": job.id,
        "subject": job.subject,
        "state": f"{job.state.value}, {count_noun(job.attempts, 'run')}, {job.failures} failed",
        "queue": f"{job.queue}, {job.priority.value}",
        "created": full_time(job.created),
        "finished": job.finished and full_time(job.finished),
        "worker": job.worker,
        **_error_facts(job),
    }
    return {name: value for name, value in facts.items() if value}


def _error_facts(job: Job) -> Mapping[str, str]:
    if job.error is None:
        return {}
    return {"error": job.error.sentence, "hint": job.error.hint, "retry": f"specdeck jobs retry {job.id}"}
