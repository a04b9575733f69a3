"""The app's line to its daemon: asked from threads, followed by one, and told to the app as messages."""

import threading
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


class DaemonConnection:
    """Asks, and follows what happens; whether the daemon is there is told as it changes."""

    class Found(Message):
        """The daemon answers, for the first time or again: whatever is shown may be old."""

    class Lost(Message):
        """The daemon is away. What is shown stays; it comes back by itself unless `final`."""

        def __init__(self, sentence: str, hint: str, *, final: bool = False) -> None:
            super().__init__()
            self.sentence = sentence
            self.hint = hint
            self.final = final

    class Happened(Message):
        """Some events, in their order."""

        def __init__(self, events: tuple[Event, ...]) -> None:
            super().__init__()
            self.events = events

    def __init__(self, first: Client, doors: ClientFactories) -> None:
        first.let_sleep()
        self._first = first
        self._doors = doors
        self._asking = RequestThreads(first, doors.knock)
        self._following: EventStream | None = None
        self._closed = threading.Event()
        self.away = False

    @property
    def options(self) -> tuple[str, ...]:
        """The options with which a command in a shell reaches the same daemon."""
        return self._doors.options

    async def ask(self, question: Request[Answer]) -> Answer:
        """Put a question to the daemon. While it is away the answer is an UnreachableError, at once."""
        if self.away:
            raise UnreachableError("The daemon is away.", "Nothing was done: do it again once the daemon is back.")
        return await self._asking.ask(question)

    async def start(self) -> None:
        """Wake the daemon; that it is there again is told by a message."""
        await self._asking.run(lambda: self._doors.start().close())

    def follow(self, app: MessagePump) -> None:
        """Tell the app what happens from now on."""

        def hand(events: tuple[Event, ...]) -> None:
            app.post_message(self.Happened(events))

        bundle = EventBatches(hand)
        threading.Thread(target=self._follow, args=(app, bundle), name="specdeck-follow", daemon=True).start()

    def close(self) -> None:
        """Hang up."""
        self._closed.set()
        if self._following:
            self._following.close()
        self._asking.forget()

    def _follow(self, app: MessagePump, bundle: EventBatches) -> None:
        while not self._closed.is_set():
            try:
                self._listen(app, bundle)
            except UnreachableError as error:
                self._lose(app, error.sentence, error.hint)
                self._closed.wait(RETRY_SECONDS)
            except (ClientError, WireError) as error:
                self._lose(app, error.sentence, error.hint, final=True)
                return

    def _listen(self, app: MessagePump, bundle: EventBatches) -> None:
        with self._first.events.follow(told=partial(self._tell, app)) as self._following:
            for happening in self._following:
                if isinstance(happening, Event):
                    bundle.add(happening)
                else:  # a gap that cannot be filled: everything may have changed
                    app.post_message(self.Found())

    def _tell(self, app: MessagePump, state: StreamState) -> None:
        if state is StreamState.CONNECTED:
            self.away = False
            app.post_message(self.Found())
        elif not self._closed.is_set():
            self._lose(app, "The daemon is away.", "Trying again. What you see is from before.")

    def _lose(self, app: MessagePump, sentence: str, hint: str, *, final: bool = False) -> None:
        self.away = True
        self._asking.forget()
        app.post_message(self.Lost(sentence, hint, final=final))
