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
        self._identify(caller.caller_from_uid(uid))

    def data_received(self, data: bytes) -> None:
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
        self._start(rest)

    def _start(self, data: bytes) -> None:
        self._waiting = None
        if data:
            super().data_received(data)

    def _identify(self, who: Caller) -> None:
        # Starlette copies this into every request's state; a header could be forged, this cannot.
        self.app_state: dict[str, Any] = {**self.app_state, "caller": who}

    def send_400_response(self, msg: str) -> None:
        """Answer malformed HTTP with a problem, like every other error."""
        hint = "Send HTTP/1.1; see docs/api.md."
        body = problems.problem_bytes(Problem("request.malformed", 400, "Bad Request", msg, hint))
        headers = [("content-type", MEDIA_TYPE), ("connection", "close"), (HEADER, VERSION)]
        answer = h11.Response(status_code=400, headers=[*headers, ("content-length", str(len(body)))])
        for event in (answer, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
