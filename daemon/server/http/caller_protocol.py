"""HTTP on one connection, after its caller is identified."""

import asyncio
import logging
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from daemon.server.http import caller, problems
from daemon.server.http.caller import Caller
from daemon.wire.connection import preamble
from daemon.wire.connection.version import HEADER, VERSION
from daemon.wire.errors import WireError
from daemon.wire.problem import MEDIA_TYPE, Problem

HEADER_SECONDS = 10.0  # from the first byte of a request to the end of its headers
MAX_CONNECTIONS = 64  # of one pinned key, so that it cannot use up the descriptors of the others
TOO_MANY = Problem(
    "request.too_many_connections",
    503,
    "Service Unavailable",
    f"This key has {MAX_CONNECTIONS} open connections already.",
    "Close some; each deck and each command needs one or two.",
)
log = logging.getLogger("specdeck.protocol")


class CallerProtocol(H11Protocol):
    """Reads the preamble, if there is one, and gives every request of the connection its caller."""

    _waiting: bytearray | None

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyrefly: ignore[bad-override]
        super().connection_made(transport)
        uid = caller.peer_uid(transport.get_extra_info("socket"))
        if not caller.is_own_user(uid):
            log.warning("refused a connection from another user", extra={"uid": uid})
            transport.abort()
            return
        self._waiting = bytearray()
        self._limit: asyncio.TimerHandle | None = None
        self._identify(caller.caller_from_uid(uid))

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._received(data)
        if self._is_amid_headers():
            if self._limit is None:
                self._limit = self.loop.call_later(HEADER_SECONDS, self._refuse_late_headers)
        else:
            self._stop_clock()

    def _is_amid_headers(self) -> bool:
        """Whether the caller has begun a request, or its preamble, and not finished the headers."""
        if self._waiting is not None:
            return len(self._waiting) > 0
        return self.conn.their_state is h11.IDLE and len(self.conn.trailing_data[0]) > 0

    def _stop_clock(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None

    def _refuse_late_headers(self) -> None:
        log.warning("closed a connection whose headers did not end", extra={"account": self.account})
        self.transport.close()

    def _received(self, data: bytes) -> None:
        if self._waiting is None:
            super().data_received(data)
            return
        self._waiting += data
        if not preamble.MAGIC.startswith(self._waiting[: len(preamble.MAGIC)]):
            self._start(bytes(self._waiting))
        elif b"\n" in self._waiting:
            line, _, rest = bytes(self._waiting).partition(b"\n")
            self._pin(line, rest)
        elif len(self._waiting) > preamble.MAX_PREAMBLE_BYTES:
            self.send_400_response("The connection's first line is too long.")

    def _pin(self, line: bytes, rest: bytes) -> None:
        try:
            pin = preamble.parse_preamble(line)
        except WireError as error:
            self.send_400_response(error.sentence)
            return
        self._identify(caller.caller_from_pin(pin))
        if self._count_of_account() > MAX_CONNECTIONS:
            log.warning("refused one connection too many", extra={"account": self.account})
            self._refuse(TOO_MANY)
            return
        self._start(rest)

    def _count_of_account(self) -> int:
        return sum(getattr(each, "account", None) == self.account for each in self.connections)

    def _start(self, data: bytes) -> None:
        self._waiting = None
        if data:
            super().data_received(data)

    def _identify(self, who: Caller) -> None:
        # Starlette copies this into every request's state; a header could be forged, this cannot.
        self.app_state: dict[str, Any] = {**self.app_state, "caller": who}
        self.account = who.account

    def send_400_response(self, msg: str) -> None:
        """Answer malformed HTTP with a problem, like every other error."""
        hint = "Send HTTP/1.1; see docs/api.md."
        self._refuse(Problem("request.malformed", 400, "Bad Request", msg, hint))

    def _refuse(self, problem: Problem) -> None:
        body = problems.problem_bytes(problem)
        headers = [("content-type", MEDIA_TYPE), ("connection", "close"), (HEADER, VERSION)]
        answer = h11.Response(status_code=problem.status, headers=[*headers, ("content-length", str(len(body)))])
        for event in (answer, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
