"""The transaction in which the versions of a routine run. It is never committed."""

from dataclasses import dataclass

from engine.trial.observe.observable_text import observable_text
from engine.trial.observe.prepare_trigger import trigger_statements
from engine.trial.observe.sequence_state import SequenceState, read_sequences
from engine.trial.observe.variant import RoutineVariant, TrialSubject
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.sandbox.server_message import ServerMessage
from engine.trial.schema.trial_schema import quoted_name

_RUNS_BETWEEN_CLEANINGS = 2_000  # each leaves the rows that it inserted in the files of the tables
_NO_VARIANT = RoutineVariant("none")


@dataclass
class TrialTransaction:
    """A connection with the current version of the routine, opened again when it is lost.

    `epoch` counts the transactions: what two runs in different ones did can differ by the time of day.
    """

    sandbox: Sandbox
    database: str
    subject: TrialSubject
    epoch: int = 0
    sequences: tuple[SequenceState, ...] = ()
    _runs: int = 0
    _opened: ServerConnection | None = None
    _variant: RoutineVariant = _NO_VARIANT
    _error: ServerMessage | None = None

    @property
    def connection(self) -> ServerConnection:
        """Return the connection; open one where there is none."""
        if self._opened is None or self._opened.is_lost:
            self._opened, self._variant = self._open(), _NO_VARIANT
        return self._opened

    def install(self, variant: RoutineVariant, runs: int) -> ServerMessage | None:
        """Make a version the current definition for some runs; return the server's error if it is refused."""
        connection = self.connection
        self._runs += runs
        if variant is not self._variant:
            create = f"{_limit(variant)}{observable_text(variant.sql) or 'SELECT'}"
            self._error = connection.run(f"ROLLBACK TO SAVEPOINT base; {create}\n; SAVEPOINT variant").error
            self._variant = variant
        return self._error

    def _open(self) -> ServerConnection:
        opened = self.sandbox.connect(self.database)
        self.epoch += 1
        opened.run("BEGIN")
        if self.subject.search_path:
            opened.run(f"SET LOCAL search_path = {', '.join(map(quoted_name, self.subject.search_path))}")
        self.sequences = read_sequences(opened)
        for each in (*trigger_statements(self.subject.trigger), "SAVEPOINT base"):
            opened.run(each)
        return opened

    def clean(self) -> None:
        """Remove the rows of earlier runs from the files of the tables, once they would slow down the next runs."""
        if self._runs < _RUNS_BETWEEN_CLEANINGS or self._opened is None:
            return
        self._runs = 0
        self._opened.run("ROLLBACK")
        for table in self.subject.tables:
            self._opened.run(f"VACUUM {table}")
        self._opened.close()

    def close(self) -> None:
        """End the transaction and the connection."""
        if self._opened is not None:
            self._opened.close()


def _limit(variant: RoutineVariant) -> str:
    if variant.seconds is None:
        return ""
    return f"SET LOCAL statement_timeout = {int(variant.seconds * 1000)}; "
