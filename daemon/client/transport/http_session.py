"""One request and its answer, over a connection that is kept and, where it broke, made again."""

import http.client
import os
import threading
import time
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlencode

from daemon.client.errors import ProblemError, UnreachableError, error_from_problem
from daemon.client.transport.channel import Channel, Dialer
from daemon.wire import codec
from daemon.wire.errors import MalformedError
from daemon.wire.problem import Problem

Kind = TypeVar("Kind")
REQUEST_SECONDS = 30.0
RETRY_DELAYS = (0.0, 0.05, 0.25)
Query = Mapping[str, str | int | None]


class HttpConnection(http.client.HTTPConnection):
    """HTTP over whatever line a dialer gives."""

    def __init__(self, dialer: Dialer, timeout: float) -> None:
        super().__init__("specdeck", timeout=timeout)
        self.dialer = dialer
        self.line: Channel | None = None

    def connect(self) -> None:
        self.line = self.dialer.dial()
        self.line.socket.settimeout(self.timeout)
        self.sock = self.line.socket

    def unreachable(self, error: Exception) -> UnreachableError:
        """Why nothing came, in the words of the program that carried the line if it had any."""
        complaint = self.line.complaint() if self.line else ""
        reason = complaint or str(error) or type(error).__name__
        return UnreachableError(f"The connection to {self.dialer.where} broke: {reason}", "Try again.")


class HttpSession:
    """Requests of one client, one at a time; any thread may call it."""

    def __init__(self, dialer: Dialer, timeout: float = REQUEST_SECONDS) -> None:
        self.dialer = dialer
        self._timeout = timeout
        self._connection = HttpConnection(dialer, timeout)
        self._lock = threading.Lock()

    def get(self, kind: type[Kind], path: str, query: Query | None = None) -> Kind:
        """Read something."""
        return codec.from_json_text(kind, self.send("GET", _with(path, query)))

    def change(
        self, kind: type[Kind], method: str, path: str, body: object = None, revision: int | None = None
    ) -> Kind:
        """Change something, once: the key makes it safe to send again after a broken connection."""
        headers = {"Idempotency-Key": os.urandom(16).hex()}
        if revision is not None:
            headers["If-Match"] = f'"{revision}"'
        return codec.from_json_text(kind, self.send(method, path, body, headers))

    def send(self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> bytes:
        """The answer's body, or the error that it means."""
        text = None if body is None else codec.json_bytes(body)
        sent = {**(headers or {}), **({"Content-Type": "application/json"} if text is not None else {})}
        with self._lock:
            for last, wait in _attempts():
                time.sleep(wait)
                try:
                    return self._once(method, path, text, sent)
                except TimeoutError as error:
                    self._connection.close()
                    hint = "specdeck daemon status shows how it fares."
                    sentence = f"No answer from {self.dialer.where} in {self._timeout:g} s."
                    raise UnreachableError(sentence, hint) from error
                except (OSError, http.client.HTTPException) as error:
                    broken = self._connection.unreachable(error) if last else None
                    self._connection.close()
                    if broken:
                        raise broken from error
        raise AssertionError("the last attempt returns or raises")

    def let_sleep(self) -> None:
        """From now on reach a daemon that runs, and wake none that was stopped."""
        self.dialer = self._connection.dialer = self.dialer.without_autostart()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _once(self, method: str, path: str, text: bytes | None, headers: Mapping[str, str]) -> bytes:
        self._connection.request(method, path, text, headers)
        response = self._connection.getresponse()
        body = response.read()
        if response.status >= 400:
            raise error_from_response(response.status, body)
        return body


def error_from_response(status: int, body: bytes) -> ProblemError:
    """The error that an answer means; a body that is no problem is quoted."""
    try:
        return error_from_problem(codec.from_json_text(Problem, body))
    except MalformedError:
        said = body[:200].decode(errors="replace")
        return ProblemError(Problem("daemon.failed", status, "", f"The daemon answered {status}: {said}"))


def _attempts() -> list[tuple[bool, float]]:
    return [(number == len(RETRY_DELAYS), wait) for number, wait in enumerate(RETRY_DELAYS, 1)]


def _with(path: str, query: Query | None) -> str:
    given = {name: value for name, value in (query or {}).items() if value is not None}
    return f"{path}?{urlencode(given)}" if given else path
