"""Requests and responses over a kept connection, which is reopened if it breaks."""

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
    """HTTP over the channel of a dialer."""

    def __init__(self, dialer: Dialer, timeout: float) -> None:
        super().__init__("specdeck", timeout=timeout)
        self.dialer = dialer
        self.channel: Channel | None = None

    def connect(self) -> None:
        self.channel = self.dialer.dial()
        self.channel.socket.settimeout(self.timeout)
        self.sock = self.channel.socket

    def wait_for(self, seconds: float) -> None:
        """Wait this long for each answer from now on."""
        self.timeout = seconds
        if self.sock is not None:
            self.sock.settimeout(seconds)

    def unreachable(self, error: Exception) -> UnreachableError:
        """Return why no response came, as the program behind the channel reports it if it does."""
        complaint = self.channel and self.channel.complaint()
        reason = complaint or str(error) or type(error).__name__
        return UnreachableError(f"The connection to {self.dialer.where} broke: {reason}", "Try again.")


class HttpSession:
    """The requests of one client, one at a time; any thread may call it."""

    def __init__(self, dialer: Dialer, timeout: float = REQUEST_SECONDS) -> None:
        self.dialer = dialer
        self._timeout = timeout
        self._connection = HttpConnection(dialer, timeout)
        self._lock = threading.Lock()

    def get(self, kind: type[Kind], path: str, query: Query | None = None) -> Kind:
        """Send a request that reads."""
        return codec.from_json_text(kind, self.send("GET", _with(path, query)))

    def change(
        self,
        kind: type[Kind],
        method: str,
        path: str,
        body: object = None,
        revision: int | None = None,
        patience: float | None = None,
    ) -> Kind:
        """Send a request that writes, once: its key makes it safe to repeat after a broken connection.

        `patience` is how many seconds its answer may take, if that is longer than for others.
        """
        headers = {"Idempotency-Key": os.urandom(16).hex()}
        if revision is not None:
            headers["If-Match"] = f'"{revision}"'
        return codec.from_json_text(kind, self.send(method, path, body, headers, patience))

    def send(
        self,
        method: str,
        path: str,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        patience: float | None = None,
    ) -> bytes:
        """Return the body of the response, or raise its error."""
        text, sent, seconds = None, dict(headers or {}), patience or self._timeout
        if body is not None:
            text, sent["Content-Type"] = codec.json_bytes(body), "application/json"
        with self._lock:
            self._connection.wait_for(seconds)
            for last, wait in _attempts():
                time.sleep(wait)
                try:
                    return self._once(method, path, text, sent)
                except TimeoutError as error:
                    self._connection.close()
                    hint = f"Check it with: specdeck daemon status{self.dialer.options}"
                    sentence = f"No answer from {self.dialer.where} in {seconds:g} s."
                    raise UnreachableError(sentence, hint) from error
                except (OSError, http.client.HTTPException) as error:
                    unreachable = self._connection.unreachable(error)
                    self._connection.close()
                    if last:
                        raise unreachable from error
        raise AssertionError("the last attempt returns or raises")

    def disable_autostart(self) -> None:
        """Do not start the daemon from now on."""
        self.dialer = self._connection.dialer = self.dialer.without_autostart()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _once(self, method: str, path: str, text: bytes | None, headers: Mapping[str, str]) -> bytes:
        self._connection.request(method, path, text, headers)
        response = self._connection.getresponse()
        body = response.read()
        if response.status >= 400:
            raise error_from_response(response.status, body)
        return body


def error_from_response(status: int, body: bytes) -> ProblemError:
    """Return the error of a response; a body that is not a problem is quoted."""
    try:
        return error_from_problem(codec.from_json_text(Problem, body))
    except MalformedError:
        text = body[:200].decode(errors="replace")
        return ProblemError(Problem("daemon.failed", status, "", f"The daemon answered {status}: {text}"))


def _attempts() -> list[tuple[bool, float]]:
    return [(number == len(RETRY_DELAYS), wait) for number, wait in enumerate(RETRY_DELAYS, 1)]


def _with(path: str, query: Query | None) -> str:
    given = {name: value for name, value in (query or {}).items() if value is not None}
    if not given:
        return path
    return f"{path}?{urlencode(given)}"
