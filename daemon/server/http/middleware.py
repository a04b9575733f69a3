"""What every request passes: size limit, version header, metrics, log."""

import logging
import time

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from daemon.server.http.drain_gate import DrainGate
from daemon.server.http.prometheus import Metrics
from daemon.wire.connection.version import API_NEWEST, HEADER, VERSION

MAX_REQUEST_BYTES = 32 * 1024 * 1024
log = logging.getLogger("specdeck.request")


class ApiMiddleware:
    """An ASGI middleware. It does not touch response bodies, so event streams stay unbuffered."""

    def __init__(self, app: ASGIApp, drain_gate: DrainGate, metrics: Metrics) -> None:
        self._app = app
        self._drain_gate = drain_gate
        self._metrics = metrics
        self._headers = [
            (HEADER.lower().encode(), VERSION.encode()),
            (b"specdeck-api", str(API_NEWEST).encode()),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def stamped(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *self._headers]
            await send(message)

        self._drain_gate.open += 1
        try:
            await self._app(scope, _bounded(receive), stamped)
        finally:
            self._drain_gate.open -= 1
            self._record(scope, status, time.perf_counter() - started)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "none")
        self._metrics.request(scope["method"], route, status, seconds)
        facts = {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 2)}
        level = logging.WARNING if status >= 500 else logging.DEBUG
        log.log(level, "request", extra=facts)


def _bounded(receive: Receive) -> Receive:
    """Limit the size of a request body, so that it cannot fill the memory."""
    received = 0

    async def bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > MAX_REQUEST_BYTES:
            # FastAPI replaces any other error that is raised while it reads a body.
            raise HTTPException(413, f"The request has more than {MAX_REQUEST_BYTES} bytes.")
        return message

    return bounded
