"""Events, for clients: pages of past events, and a stream that survives a restart of the daemon."""

import contextlib
import http.client
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Self

from daemon.client.errors import ClientError, UnavailableError, UnreachableError
from daemon.client.transport.channel import Dialer
from daemon.client.transport.http_session import HttpConnection, HttpSession, error_from_response
from daemon.client.transport.sse_frames import Frame, FrameParser
from daemon.wire import codec
from daemon.wire.errors import WireError
from daemon.wire.event import Event, EventPage, StreamReset

STALL_SECONDS = 45.0  # three heartbeats
RETRY_DELAYS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
MAX_BUFFERED = 1024
CHUNK_BYTES = 65536


class StreamState(StrEnum):
    """Whether the stream is connected now."""

    CONNECTED = "connected"
    LOST = "lost"


StreamItem = Event | StreamReset
StateListener = Callable[[StreamState], None]


class Events:
    """Past and current events."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def page(self, after: int = 0, limit: int = 200) -> EventPage:
        """Return the events after `after`, oldest first."""
        return self._exchange.get(EventPage, "/v1/journal", {"cursor": after, "limit": limit})

    def follow(self, after: int | None = None, on_state: StateListener | None = None) -> "EventStream":
        """Follow events as they happen, after `after` or from now on; `on_state` gets changes of the connection."""
        return EventStream(self._exchange.dialer, after, on_state or _ignore)


class EventStream:
    """An iterator fed by a thread. It reconnects and resumes by itself: no event is missed or repeated.

    A StreamReset among the events means that the daemon cannot fill the gap: read everything again.
    """

    def __init__(self, dialer: Dialer, after: int | None, on_state: StateListener) -> None:
        self._position = after
        self._on_state = on_state
        self._state = StreamState.LOST
        self._closed = threading.Event()
        self._queue: queue.Queue[StreamItem | ClientError | WireError | None] = queue.Queue(MAX_BUFFERED)
        # The first connection is made here, so that errors are raised at once and "now" means this moment.
        self._connection = HttpConnection(dialer, STALL_SECONDS)
        opened = self._open()
        # Later connections must not start a daemon that was stopped on purpose.
        self._dialer = dialer.without_autostart()
        self._thread = threading.Thread(target=self._run, args=(opened,), name="specdeck-events", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[StreamItem]:
        return self

    def __next__(self) -> StreamItem:
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
        """End the stream; a thread that waits for an event is released."""
        self._closed.set()
        self._wake()
        try:
            self._queue.put_nowait(None)
        except queue.Full:
            return  # then no thread is waiting

    def _run(self, response: http.client.HTTPResponse | None) -> None:
        failures = 0
        while not self._closed.is_set():
            try:
                response = response or self._open()
                failures = 0
                self._report(StreamState.CONNECTED)
                self._read(response)
            except (UnreachableError, UnavailableError, OSError, http.client.HTTPException):
                pass  # the daemon is away; try again
            except (ClientError, WireError) as error:
                self._put(error)
                return
            response = None
            self._connection.close()
            if not self._closed.is_set():
                self._report(StreamState.LOST)
                self._closed.wait(RETRY_DELAYS[min(failures, len(RETRY_DELAYS) - 1)])
                failures += 1
                self._connection = HttpConnection(self._dialer, STALL_SECONDS)

    def _report(self, state: StreamState) -> None:
        """Report a change of the connection; repeated failures count as one."""
        if state is not self._state:
            self._state = state
            self._on_state(state)

    def _open(self) -> http.client.HTTPResponse:
        headers = {} if self._position is None else {"Last-Event-ID": str(self._position)}
        try:
            self._connection.request("GET", "/v1/events", headers=headers)
            response = self._connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise self._connection.unreachable(error) from error
        if response.status != 200:
            raise error_from_response(response.status, response.read())
        return response

    def _read(self, response: http.client.HTTPResponse) -> None:
        frames = FrameParser()
        while piece := response.read1(CHUNK_BYTES):
            for frame in frames.feed(piece):
                self._take(frame)

    def _take(self, frame: Frame) -> None:
        match frame.kind:
            case "":
                event = codec.from_json_text(Event, frame.data)
                if self._position is None or event.seq > self._position:
                    self._put(event)
            case "reset":
                self._put(codec.from_json_text(StreamReset, frame.data))
        if frame.id is not None:
            self._position = frame.id

    def _put(self, item: StreamItem | ClientError | WireError) -> None:
        while not self._closed.is_set():
            try:
                self._queue.put(item, timeout=0.5)
            except queue.Full:
                continue
            return

    def _wake(self) -> None:
        """Wake the reading thread, which then closes the connection."""
        if channel := self._connection.channel:
            with contextlib.suppress(OSError):  # it is closed already
                channel.socket.shutdown(socket.SHUT_RDWR)


def _ignore(_: StreamState) -> None:
    return None
