"""The connection of the deck to its daemon: requests from threads, and messages for what happens."""

import threading
import time
from contextlib import suppress
from functools import partial

from textual.message import Message
from textual.message_pump import MessagePump

from daemon.client import Client, ClientError
from daemon.client.errors import UnreachableError
from daemon.client.resources.events import EventStream, StreamState
from daemon.wire.errors import WireError
from daemon.wire.event import Event
from tui.remote.client_factories import ClientFactories
from tui.remote.event_batches import EventBatches
from tui.remote.request_threads import Answer, Request, RequestThreads

RETRY_SECONDS = 1.0
MAX_RESTARTS, RESTART_WINDOW = 3, 60.0  # a daemon that ends again and again needs a person
END_CHECKS, END_SECONDS = 20, 0.25
AWAY = "The daemon is away.", "Retrying. The screen shows the last known state."
KILLED = "The daemon ended unexpectedly.", "It is being started again. The screen shows the last known state."


class DaemonConnection:
    """Sends requests and follows the journal. Posts a message whenever the daemon goes away or comes back."""

    class Found(Message):
        """The daemon answers, for the first time or again. Everything on the screen may be outdated."""

    class Lost(Message):
        """The daemon cannot be reached. The connection retries by itself unless this is `final`."""

        def __init__(self, sentence: str, hint: str, *, final: bool = False) -> None:
            super().__init__()
            self.sentence = sentence
            self.hint = hint
            self.final = final

    class EventsReceived(Message):
        """A batch of events, in order."""

        def __init__(self, events: tuple[Event, ...]) -> None:
            super().__init__()
            self.events = events

    def __init__(self, first: Client, factories: ClientFactories) -> None:
        first.disable_autostart()
        self._first = first
        self._factories = factories
        self._requests = RequestThreads(first, factories.connect)
        self._stream: EventStream | None = None
        self._closed = threading.Event()
        self._restarts: list[float] = []
        self.away = False

    @property
    def place(self) -> str:
        """The machine and the instance of the daemon."""
        return self._factories.place

    @property
    def options(self) -> tuple[str, ...]:
        """The command line options that reach the same daemon."""
        return self._factories.options

    async def ask(self, request: Request[Answer]) -> Answer:
        """Send a request to the daemon. While it is away, this raises UnreachableError at once."""
        if self.away:
            raise UnreachableError("The daemon is away.", "Nothing was changed. Try again once the daemon is back.")
        return await self._requests.ask(request)

    async def start(self) -> None:
        """Start the daemon. A message follows once it answers."""
        await self._requests.run(lambda: self._factories.start().close())

    def follow(self, app: MessagePump) -> None:
        """Post messages to the app about what happens from now on."""

        def deliver(events: tuple[Event, ...]) -> None:
            app.post_message(self.EventsReceived(events))

        batches = EventBatches(deliver)
        threading.Thread(target=self._follow, args=(app, batches), name="specdeck-follow", daemon=True).start()

    def close(self) -> None:
        """Close the connection."""
        self._closed.set()
        if self._stream:
            self._stream.close()
        self._requests.close_idle()

    def _follow(self, app: MessagePump, batches: EventBatches) -> None:
        while not self._closed.is_set():
            try:
                self._listen(app, batches)
            except UnreachableError as error:
                self._lose(app, error.sentence, error.hint)
                self._closed.wait(RETRY_SECONDS)
            except (ClientError, WireError) as error:
                self._lose(app, error.sentence, error.hint, final=True)
                return

    def _listen(self, app: MessagePump, batches: EventBatches) -> None:
        with self._first.events.follow(on_state=partial(self._change_state, app)) as self._stream:
            for entry in self._stream:
                if isinstance(entry, Event):
                    batches.add(entry)
                else:  # a gap in the stream: everything may have changed
                    app.post_message(self.Found())

    def _change_state(self, app: MessagePump, state: StreamState) -> None:
        if state is StreamState.CONNECTED:
            self.away = False
            app.post_message(self.Found())
        elif not self._closed.is_set():
            self._lose(app, *AWAY)
            threading.Thread(target=self._restart_if_killed, args=(app,), name="specdeck-restart", daemon=True).start()

    def _restart_if_killed(self, app: MessagePump) -> None:
        """Start a daemon again that nobody stopped; the stream finds it by itself. A process takes a moment to end."""
        for _ in range(END_CHECKS):
            if self._closed.is_set() or not self.away:
                return
            if self._factories.was_killed():
                self._restart(app)
                return
            self._closed.wait(END_SECONDS)

    def _restart(self, app: MessagePump) -> None:
        now = time.monotonic()
        self._restarts = [at for at in self._restarts if now - at < RESTART_WINDOW]
        if len(self._restarts) >= MAX_RESTARTS:
            return
        self._restarts.append(now)
        app.post_message(self.Lost(*KILLED))
        # A failure leaves the banner, and the stream reports what it finds.
        with suppress(ClientError, WireError), self._factories.start() as client:
            client.hello()

    def _lose(self, app: MessagePump, sentence: str, hint: str, *, final: bool = False) -> None:
        self.away = True
        self._requests.close_idle()
        app.post_message(self.Lost(sentence, hint, final=final))
