"""A connection of untrusted code: one message to the server, all of its results, and a deadline."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from engine.trial.sandbox.server_message import ServerMessage, server_message

if TYPE_CHECKING:
    import psycopg

LOST = ServerMessage("FATAL", "57P01", "the connection was ended")
NO_COPY = ServerMessage("ERROR", "0A000", "COPY from or to the client is not possible in a sandbox")
_CANCELLED = frozenset({"57014", "57P01", "57P02"})
MOST_NOTICES = 2_000  # a loop of them would fill our memory
Row = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class StatementResult:
    """What one statement returned: its rows as text, or its error."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    error: ServerMessage | None = None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class MessageResult:
    """The results of one message, up to the first error, and the notices in between."""

    statements: tuple[StatementResult, ...]
    notices: tuple[ServerMessage, ...]

    @property
    def error(self) -> ServerMessage | None:
        return self.statements[-1].error if self.statements else None

    @property
    def timed_out(self) -> bool:
        return self.error is not None and self.error.sqlstate in _CANCELLED


@dataclass
class ServerConnection:
    """Runs text on one server process; `deadline` bounds each message from outside."""

    connection: "psycopg.Connection[Any]"
    deadline: Callable[[int], AbstractContextManager[None]]
    _notices: list[ServerMessage] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connection.add_notice_handler(self._keep)
        asked = self.run("SELECT pg_catalog.pg_backend_pid()").statements[0]
        self._backend = next((int(row[0] or 0) for row in asked.rows), 0)

    _backend: int = 0

    def _keep(self, diagnostic: Any) -> None:  # noqa: ANN401 - psycopg's, which is imported late
        if len(self._notices) < MOST_NOTICES:
            self._notices.append(server_message(diagnostic))

    @property
    def is_lost(self) -> bool:
        """Whether the server process is gone."""
        return self.connection.closed or self.connection.broken

    def run(self, text: str) -> MessageResult:
        """Send statements in one message and return their results; an error ends the message, and raises nothing."""
        import psycopg

        self._notices.clear()
        try:
            encoded = text.encode()
        except UnicodeEncodeError as error:
            refused = ServerMessage("ERROR", "22021", f"the text is not valid UTF-8: {error.reason}")
            return MessageResult((StatementResult(error=refused),), ())
        try:
            statements = tuple(self._statements(encoded))
        except psycopg.Error:
            self.close()
            statements = (StatementResult(error=LOST),)
        return MessageResult(statements, tuple(self._notices))

    def _statements(self, text: bytes) -> Iterator[StatementResult]:
        from psycopg import generators

        server = self.connection.pgconn
        with self.deadline(self._backend):
            server.send_query(text)
            results = self.connection.wait(generators.execute(server))
        if any(result.status in _copying() for result in results):
            self.close()  # the connection waits for rows that nobody sends
            return iter([StatementResult(error=NO_COPY)])
        return (_statement_result(result) for result in results)

    def close(self) -> None:
        """Close the connection; what it had not committed is rolled back."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _copying() -> frozenset[int]:
    from psycopg.pq import ExecStatus

    return frozenset({ExecStatus.COPY_IN, ExecStatus.COPY_OUT, ExecStatus.COPY_BOTH})


def _statement_result(result: Any) -> StatementResult:  # noqa: ANN401 - psycopg's, which is imported late
    from psycopg import pq
    from psycopg.errors import Diagnostic

    if result.status == pq.ExecStatus.FATAL_ERROR:
        return StatementResult(error=server_message(Diagnostic(result)))
    columns = tuple((result.fname(index) or b"").decode() for index in range(result.nfields))
    rows = tuple(tuple(_text(result.get_value(row, at)) for at in range(len(columns))) for row in range(result.ntuples))
    return StatementResult(columns, rows, tag=(result.command_status or b"").decode())


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()
