"""What every request passes through: size, version header, figures, log."""

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
    """An ASGI middleware; it never touches a stream's body, so events pass through unbuffered."""

    def __init__(self, app: ASGIApp, admission: DrainGate, metrics: Metrics) -> None:
        self._app = app
        self._admission = admission
        self._metrics = metrics
        self._headers = [
            (HEADER.lower().encode(), VERSION.encode()),
            (b"specdeck-api", str(API_NEWEST).encode()),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def stamped(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *self._headers]
            await send(message)

        self._admission.open += 1
        try:
            await self._app(scope, _bounded(receive), stamped)
        finally:
            self._admission.open -= 1
            self._note(scope, status, time.perf_counter() - begun)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "none")
        self._metrics.request(scope["method"], route, status, seconds)
        facts = {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 2)}
        log.log(logging.WARNING if status >= 500 else logging.DEBUG, "request", extra=facts)


def _bounded(receive: Receive) -> Receive:
    """A body that never ends must not fill the memory."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_REQUEST_BYTES:
            # FastAPI lets no other error through while it reads a body.
            raise HTTPException(413, f"The request has more than {MAX_REQUEST_BYTES} bytes.")
        return message

    return bounded
