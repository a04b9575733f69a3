"""What every screen shares: the lines around its body, and reading again when the daemon reports a change."""

from asyncio import CancelledError
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.actions import parse
from textual.app import ComposeResult
from textual.screen import Screen

from daemon.client import ClientError
from daemon.wire.errors import WireError
from daemon.wire.event import Event
from tui.commands.shell_lines import ShellValues
from tui.help.glossary import Term, explain
from tui.lists.list_pane import ListPane
from tui.remote.request_threads import Answer, Request
from tui.widgets.banner import Banner
from tui.widgets.deck_header import DeckHeader
from tui.widgets.footer import Footer

if TYPE_CHECKING:
    from tui.app import DeckApp


class DeckScreen(Screen[None]):
    """A screen reads what it shows in `load`, which is called again after events that `is_affected_by` accepts."""

    NAME: ClassVar[str]
    AUTO_FOCUS = "RowList"

    _loading = False
    _load_again = False
    _batches_read = -1

    @property
    def deck(self) -> "DeckApp":
        """The application."""
        return cast("DeckApp", self.app)

    def compose(self) -> ComposeResult:
        yield DeckHeader()
        yield Banner()
        yield from self.body()
        yield Footer()

    # --- what a screen defines

    def body(self) -> ComposeResult:
        """Yield the widgets between the header and the footer."""
        yield from ()

    async def load(self) -> None:
        """Read what the screen shows from the daemon."""

    def is_affected_by(self, events: Sequence[Event]) -> bool:  # noqa: ARG002 - for screens to decide
        """Return whether these events change what the screen shows."""
        return True

    def shell_values(self) -> ShellValues:
        """Return what the shell commands of this screen's actions are about, by name."""
        return {"project": self.deck.project}

    def argument_handlers(self) -> Mapping[str, Callable[[str], None]]:
        """Return the actions that take an argument on the command line, by id."""
        return {}

    def disabled_reason(self, action: str, parameters: tuple[object, ...] = ()) -> str | None:  # noqa: ARG002 - for screens to decide
        """Return why an action is unavailable now; None if it is available."""
        return None

    def terms_under_cursor(self) -> Sequence[Term]:
        """Return the words and glyphs under the cursor with their meanings, for the help."""
        focused = self.focused
        return explain(focused.texts_at_cursor(), self.NAME) if isinstance(focused, ListPane) else ()

    def cursor_line(self) -> int:
        """Return the line of the terminal that the user looks at."""
        focused = self.focused
        return focused.cursor_line if isinstance(focused, ListPane) else 0

    # --- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.disabled_reason(action, parameters):
            return None  # listed as disabled; False would hide it
        return True

    def why_disabled(self, action: str) -> str | None:
        """Return why a bound action, such as `decide('approve')`, is unavailable."""
        _, name, parameters = parse(action)
        return self.disabled_reason(name, parameters)

    def on_key(self, event: events.Key) -> None:
        """Show why a key does nothing: the footer leaves it out, but some people know it by heart."""
        active = self.active_bindings.get(event.key)
        if active is not None and not active.enabled:
            reason = self.why_disabled(active.binding.action)
            if reason:
                self.deck.toasts.refuse(reason)

    def on_row_list_sorted(self) -> None:
        """Read the list in its new order."""
        self.refresh_data()

    # --- reading

    @property
    def settled(self) -> bool:
        """Whether the screen has read every change that it knows of."""
        return not self._loading and self._batches_read == self.deck.batch_count

    async def ask(self, request: Request[Answer]) -> Answer:
        """Send a request from a thread. Once the screen is left, the answer is dropped: nothing could show it."""
        try:
            return await self.deck.connection.ask(request)
        finally:
            if not self.display:  # also while its parts are being removed
                raise CancelledError

    def receive(self, events: Sequence[Event]) -> None:
        """Read again if the latest events affect the screen."""
        if self.is_affected_by(events):
            self.refresh_data()
        elif self._batches_read == self.deck.batch_count - 1:
            self._batches_read += 1

    def refresh_data(self) -> None:
        """Read again. Requests made while it reads are answered by one more reading after it."""
        if self._loading:
            self._load_again = True
        else:
            self._loading = True
            self.run_worker(self._load(), group="load")

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another screen was in front."""
        if self.deck.connected and self._batches_read != self.deck.batch_count:
            self.refresh_data()

    async def _load(self) -> None:
        try:
            while True:
                self._load_again, self._batches_read = False, self.deck.batch_count
                await self.load()
                if not self._load_again:
                    return
        except (ClientError, WireError) as error:
            self.deck.report_read(error)
        finally:
            self._loading = False
            self.refresh_bindings()
