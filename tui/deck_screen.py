"""What every screen of the deck shares: the lines around its body, and reading anew when something happened."""

from asyncio import CancelledError
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from daemon.client import ClientError
from daemon.wire.errors import WireError
from daemon.wire.event import Event
from tui.commands.shell_lines import Words
from tui.deck import Deck
from tui.remote.request_threads import Answer, Request
from tui.widgets.banner import Banner
from tui.widgets.deck_header import DeckHeader
from tui.widgets.footer import Footer


class DeckScreen(Screen[None]):
    """A screen reads in `load` all that it shows; it is called again when `concerns` says that events touch it."""

    NAME: ClassVar[str]
    AUTO_FOCUS = "RowList"

    _loading = False
    _again = False
    _seen = -1

    @property
    def deck(self) -> Deck:
        """The app, as what it is."""
        return cast(Deck, self.app)

    def compose(self) -> ComposeResult:
        yield DeckHeader()
        yield Banner()
        yield from self.body()
        yield Footer()

    def body(self) -> ComposeResult:
        """What stands between the header and the footer."""
        yield from ()

    async def load(self) -> None:
        """Read from the daemon what the screen shows."""

    def concerns(self, events: Sequence[Event]) -> bool:  # noqa: ARG002 - for screens to decide
        """Whether these events change what the screen shows."""
        return True

    def words(self) -> Words:
        """What the shell commands of this screen's actions are about."""
        return {"project": self.deck.project}

    def says(self) -> Mapping[str, Callable[[str], None]]:
        """What takes words on the command line, by the id of its action."""
        return {}

    def why_not(self, action: str) -> str | None:  # noqa: ARG002 - for screens to decide
        """Why an action does nothing now; None if it does, or nothing is known."""
        return None

    def on_key(self, event: events.Key) -> None:
        """Say why a key does nothing now: it is not in the footer, but a hand may know it by heart."""
        active = self.active_bindings.get(event.key)
        if active is not None and not active.enabled:
            why = self.why_not(active.binding.action.partition("(")[0])
            if why:
                self.deck.say(why)

    @property
    def settled(self) -> bool:
        """Whether everything that is known to have changed was read."""
        return not self._loading and self._seen == self.deck.happenings

    async def ask(self, question: Request[Answer]) -> Answer:
        """Put a question to the daemon, in a thread. Who has left meanwhile is not told: nothing could show it."""
        try:
            return await self.deck.connection.ask(question)
        finally:
            if not self.display:  # also while its parts are being taken away
                raise CancelledError

    def happened(self, events: Sequence[Event]) -> None:
        """Read anew if these events, the latest there are, concern the screen."""
        if self.concerns(events):
            self.refresh_data()
        elif self._seen == self.deck.happenings - 1:
            self._seen += 1

    def refresh_data(self) -> None:
        """Read anew; while that goes on, once more after it, however often it is asked for."""
        if self._loading:
            self._again = True
        else:
            self._loading = True
            self.run_worker(self._load(), group="load")

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another screen was in front."""
        if self.deck.connected and self._seen != self.deck.happenings:
            self.refresh_data()

    async def _load(self) -> None:
        try:
            while True:
                self._again, self._seen = False, self.deck.happenings
                await self.load()
                if not self._again:
                    return
        except (ClientError, WireError) as error:
            self.deck.complain_of_reading(error)
        finally:
            self._loading = False
            self.refresh_bindings()
