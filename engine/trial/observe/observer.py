"""Run cases against versions of a routine, and observe each run."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from engine.trial.case import TrialCase
from engine.trial.observe.observable_text import observable_text
from engine.trial.observe.observation import Observation
from engine.trial.observe.observe_commits import observe_in_copy
from engine.trial.observe.prepare_trigger import trigger_statements
from engine.trial.observe.read_results import observation_of, rows_of
from engine.trial.observe.run_script import (
    ARMED,
    CLEAN_SESSION,
    NOTIFICATIONS,
    RunScript,
    call_statement,
    commits,
    setup_statements,
    snapshot_statement,
)
from engine.trial.observe.sequence_state import SequenceState, read_sequences
from engine.trial.observe.variant import RoutineVariant, TrialSubject
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.sandbox.server_message import ServerMessage
from engine.trial.schema.trial_schema import quoted_name


@dataclass
class Observer:
    """Runs one routine in one transaction, which is never committed.

    Every run starts from the same state: the first statement of a run rolls back the one before. A change of the
    variant costs about as much as a run, so run many cases for one variant before the next where that is possible.
    """

    sandbox: Sandbox
    database: str
    subject: TrialSubject
    call_seconds: float | None = None  # shorter than the sandbox's limit, for versions that may never end
    _sequences: tuple[SequenceState, ...] = ()
    _connection: ServerConnection | None = None
    _variant: RoutineVariant | None = None
    _variant_error: ServerMessage | None = field(default=None)

    def observe(self, variant: RoutineVariant, case: TrialCase) -> Observation:
        """Run one case; an error of any kind is part of the observation."""
        if commits(self.subject):
            return observe_in_copy(self.sandbox, self.database, self.subject, variant, case)
        connection = self._ready(variant)
        if self._variant_error:
            return Observation(error=self._variant_error)
        script = self._script(case)
        message = connection.run(script.text)
        observed = observation_of(message, script.setup_count)
        if observed.error is None and self.subject.routine.return_type == "refcursor":
            observed = self._with_cursors(connection, message.statements[script.setup_count].rows, observed)
        return observed

    def run(self, case: TrialCase, variants: Sequence[RoutineVariant]) -> list[Observation]:
        """Run one case for some variants."""
        return [self.observe(variant, case) for variant in variants]

    def run_batch(self, cases: Sequence[TrialCase], variants: Sequence[RoutineVariant]) -> list[list[Observation]]:
        """Run all cases for the first variant, then for the next; return the observations of each case together."""
        by_variant = [[self.observe(variant, case) for case in cases] for variant in variants]
        return [list(observed) for observed in zip(*by_variant, strict=True)]

    def _script(self, case: TrialCase) -> RunScript:
        before = ["ROLLBACK TO SAVEPOINT variant", *CLEAN_SESSION]
        before += setup_statements(case, [each.reset for each in self._sequences])
        if self.subject.trigger:
            before.append(f"SET LOCAL {ARMED} = 'on'")
        names = [each.name for each in self._sequences]
        after = ["SET CONSTRAINTS ALL IMMEDIATE", NOTIFICATIONS, snapshot_statement(self.subject.tables, names)]
        return RunScript((*before, call_statement(self.subject, case), *after), len(before))

    def _ready(self, variant: RoutineVariant) -> ServerConnection:
        """Return a connection in which a variant is the current definition."""
        connection = self._connection
        if connection is None or connection.is_lost:
            connection = self._connection = self._opened()
            self._variant = None
        if variant != self._variant:
            self._variant = variant
            self._variant_error = connection.run(
                f"ROLLBACK TO SAVEPOINT base; {observable_text(variant.sql) or 'SELECT'}\n; SAVEPOINT variant"
            ).error
        return connection

    def _opened(self) -> ServerConnection:
        connection = self.sandbox.connect(self.database, self.call_seconds)
        connection.run("BEGIN")
        if self.subject.search_path:
            connection.run(f"SET LOCAL search_path = {', '.join(map(quoted_name, self.subject.search_path))}")
        self._sequences = read_sequences(connection)
        for each in (*trigger_statements(self.subject.trigger), "SAVEPOINT base"):
            error = connection.run(each).error
            if error:
                self._variant_error = error
        return connection

    def _with_cursors(
        self, connection: ServerConnection, rows: Sequence[Sequence[str | None]], observed: Observation
    ) -> Observation:
        """Fetch what the returned cursors hold; they live until the next run."""
        fetched = list(observed.rows)
        for name in (value for row in rows for value in row if value):
            results = connection.run(f"FETCH ALL FROM {quoted_name(name)}").statements
            fetched += [str(results[0].error or "")] if results[0].error else rows_of(results[0])
        return Observation(
            tuple(fetched), None, observed.notices, observed.notifications, observed.tables, observed.timed_out
        )

    def close(self) -> None:
        """End the transaction and the connection."""
        if self._connection is not None:
            self._connection.close()


@contextmanager
def observing(
    sandbox: Sandbox, database: str, subject: TrialSubject, call_seconds: float | None = None
) -> Iterator[Observer]:
    """Return an observer for as long as the caller needs it."""
    observer = Observer(sandbox, database, subject, call_seconds)
    try:
        yield observer
    finally:
        observer.close()
