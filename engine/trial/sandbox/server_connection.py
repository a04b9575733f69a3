"""A connection of untrusted code: messages to the server, all of their results, and a deadline for each."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
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


@dataclass(slots=True)
class _Reply:
    """What the server sent for one message, not decoded yet; or the error in its place."""

    results: list[Any] = field(default_factory=list)
    notices: tuple[ServerMessage, ...] = ()
    error: ServerMessage | None = None

    def decoded(self) -> MessageResult:
        """Return the reply as values."""
        if self.error is not None:
            return MessageResult((StatementResult(error=self.error),), self.notices)
        return MessageResult(tuple(map(_statement_result, self.results)), self.notices)


@dataclass
class ServerConnection:
    """Runs text on one server process; `deadline` bounds each message from outside, by seconds of its own if given."""

    connection: "psycopg.Connection[Any]"
    deadline: Callable[[int, float | None], AbstractContextManager[None]]
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
        [result] = self.run_each((text,))
        return result

    def run_each(self, texts: Iterable[str], seconds: float | None = None) -> Iterator[MessageResult]:
        """Send one message after the other and return the result of each, up to the loss of the connection.

        The server runs the next message while the caller reads a result. The caller may send nothing else meanwhile.
        """
        before: _Reply | None = None
        for text in texts:
            reply = _Reply()
            with self._exchange(text, reply, seconds):
                if before is not None:
                    yield before.decoded()
            before = reply
            if self.is_lost:
                break
        if before is not None:
            yield before.decoded()

    @contextmanager
    def _exchange(self, text: str, reply: _Reply, seconds: float | None) -> Iterator[None]:
        """Send a message, and receive what it gives when the block ends."""
        try:
            encoded = text.encode()
        except UnicodeEncodeError as error:
            reply.error = ServerMessage("ERROR", "22021", f"the text is not valid UTF-8: {error.reason}")
            yield
            return
        with self.deadline(self._backend, seconds):
            self._send(encoded, reply)
            try:
                yield
            finally:
                self._receive(reply)

    def _send(self, text: bytes, reply: _Reply) -> None:
        import psycopg
        from psycopg import generators

        self._notices.clear()
        try:
            self.connection.pgconn.send_query(text)
            self.connection.wait(generators.send(self.connection.pgconn))
        except psycopg.Error:
            self._lose(reply)

    def _receive(self, reply: _Reply) -> None:
        import psycopg
        from psycopg import generators

        if reply.error is not None:
            return
        try:
            reply.results = self.connection.wait(generators.fetch_many(self.connection.pgconn))
        except psycopg.Error:
            self._lose(reply)
        if any(result.status in _copying() for result in reply.results):
            self.close()  # the connection waits for rows that nobody sends
            reply.error = NO_COPY
        reply.notices = tuple(self._notices)

    def _lose(self, reply: _Reply) -> None:
        self.close()
        reply.error = LOST

    def close(self) -> None:
        """Close the connection; what it had not committed is rolled back."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@cache
def _copying() -> frozenset[int]:
    from psycopg.pq import ExecStatus

    return frozenset({ExecStatus.COPY_IN, ExecStatus.COPY_OUT, ExecStatus.COPY_BOTH})


def _statement_result(result: Any) -> StatementResult:  # noqa: ANN401 - psycopg's, which is imported late
    if not result.nfields:
        return _without_rows(result)
    columns = tuple((result.fname(index) or b"").decode() for index in range(result.nfields))
    rows = tuple(tuple(_text(result.get_value(row, at)) for at in range(len(columns))) for row in range(result.ntuples))
    return StatementResult(columns, rows, tag=(result.command_status or b"").decode())


def _without_rows(result: Any) -> StatementResult:  # noqa: ANN401 - psycopg's, which is imported late
    from psycopg import pq
    from psycopg.errors import Diagnostic

    if result.status == pq.ExecStatus.FATAL_ERROR:
        return StatementResult(error=server_message(Diagnostic(result)))
    return StatementResult(rows=((),) * result.ntuples, tag=(result.command_status or b"").decode())


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()
