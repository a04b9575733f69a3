"""Events, for clients: pages of the past, and a stream that survives a restart of the daemon."""

import contextlib
import http.client
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Self

from daemon.client.errors import ClientError, UnavailableError, UnreachableError
from daemon.client.exchange import Connection, Exchange, problem_of
from daemon.client.line import Dialer
from daemon.client.stream import Frame, Frames
from daemon.wire import codec
from daemon.wire.errors import WireError
from daemon.wire.event import Event, Reset
from daemon.wire.page import EventPage

SILENCE_SECONDS = 45.0  # three heartbeats
WAITS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
WAITING = 1024
PIECE = 65536


class Attachment(StrEnum):
    """Whether the stream is connected now."""

    CONNECTED = "connected"
    LOST = "lost"


Happening = Event | Reset
Told = Callable[[Attachment], None]


class Events:
    """What happened, and what happens."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def page(self, after: int = 0, limit: int = 200) -> EventPage:
        """The events that follow `after`, oldest first."""
        return self._exchange.get(EventPage, "/v1/journal", {"cursor": after, "limit": limit})

    def follow(self, after: int | None = None, told: Told | None = None) -> "Following":
        """Events as they happen, after that one or from now on. `told` hears of a lost and a found connection."""
        return Following(self._exchange.dialer, after, told or _ignore)


class Following:
    """An iterator fed by a thread. It reconnects and resumes by itself: no event is missed, none comes twice.

    A Reset among the events says that the daemon cannot fill the gap: read the state anew.
    """

    def __init__(self, dialer: Dialer, after: int | None, told: Told) -> None:
        self._place = after
        self._told = told
        self._state = Attachment.LOST
        self._closed = threading.Event()
        self._queue: queue.Queue[Happening | ClientError | WireError | None] = queue.Queue(WAITING)
        # The first connection is made here: what is wrong is told at once, and "from now on" means from this line.
        self._connection = Connection(dialer, SILENCE_SECONDS)
        opened = self._open()
        # Later ones must not wake a daemon that was stopped on purpose.
        self._dialer = dialer.without_autostart()
        self._thread = threading.Thread(target=self._run, args=(opened,), name="specdeck-events", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[Happening]:
        return self

    def __next__(self) -> Happening:
        if self._closed.is_set():
            raise StopIteration
        match self._queue.get():
            case None:
                raise StopIteration
            case ClientError() | WireError() as error:
                self.close()
                raise error
            case happening:
                return happening

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End; a thread that waits for an event is let go."""
        self._closed.set()
        self._wake()
        try:
            self._queue.put_nowait(None)
        except queue.Full:
            return  # then nobody waits on it

    def _run(self, response: http.client.HTTPResponse | None) -> None:
        failures = 0
        while not self._closed.is_set():
            try:
                response = response or self._open()
                failures = 0
                self._tell(Attachment.CONNECTED)
                self._read(response)
            except (UnreachableError, UnavailableError, OSError, http.client.HTTPException):
                pass  # the daemon is away; the next attempt tells whether it came back
            except (ClientError, WireError) as error:
                self._put(error)
                return
            response = None
            self._connection.close()
            if not self._closed.is_set():
                self._tell(Attachment.LOST)
                self._closed.wait(WAITS[min(failures, len(WAITS) - 1)])
                failures += 1
                self._connection = Connection(self._dialer, SILENCE_SECONDS)

    def _tell(self, state: Attachment) -> None:
        """A connection is lost once, however often it cannot be made again."""
        if state is not self._state:
            self._state = state
            self._told(state)

    def _open(self) -> http.client.HTTPResponse:
        headers = {} if self._place is None else {"Last-Event-ID": str(self._place)}
        try:
            self._connection.request("GET", "/v1/events", headers=headers)
            response = self._connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise self._connection.unreachable(error) from error
        if response.status != 200:
            raise problem_of(response.status, response.read())
        return response

    def _read(self, response: http.client.HTTPResponse) -> None:
        frames = Frames()
        while piece := response.read1(PIECE):
            for frame in frames.feed(piece):
                self._take(frame)

    def _take(self, frame: Frame) -> None:
        match frame.kind:
            case "":
                event = codec.from_text(Event, frame.data)
                if self._place is None or event.seq > self._place:
                    self._put(event)
            case "reset":
                self._put(codec.from_text(Reset, frame.data))
        if frame.id is not None:
            self._place = frame.id

    def _put(self, item: Happening | ClientError | WireError) -> None:
        while not self._closed.is_set():
            try:
                self._queue.put(item, timeout=0.5)
            except queue.Full:
                continue
            return

    def _wake(self) -> None:
        """Let the thread that reads see the end; it hangs up itself."""
        if line := self._connection.line:
            with contextlib.suppress(OSError):  # it was closed already
                line.socket.shutdown(socket.SHUT_RDWR)


def _ignore(_: Attachment) -> None:
    return None
