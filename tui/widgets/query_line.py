"""The line with the current query. It becomes an input, and points at a mistake in a query."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from daemon.wire.inbox import QueryTerm
from tui.inbox.query_completion import complete_query

PAUSE_SECONDS = 0.15  # the list follows the query after a pause in typing
SIGN = "/ "


class _Words(Suggester):
    def __init__(self, terms: Callable[[], Sequence[QueryTerm]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._terms = terms

    async def get_suggestion(self, value: str) -> str | None:
        return complete_query(value, self._terms())


class QueryInput(Input):
    """An input in which tab accepts the suggestion."""

    HELP_TITLE = "In the query"

    BINDINGS = [  # noqa: RUF012 - as Textual declares it
        Binding("enter", "submit", "show", id="query.show"),
        Binding("tab", "cursor_right_or_complete", "complete", id="query.complete"),
        Binding("escape", "cancel", "leave as it was", id="query.cancel"),
    ]

    async def action_submit(self) -> None:
        """Submit at once: with a queued message, the next key would be typed into the line."""
        if isinstance(line := self.query_ancestor(QueryLine), QueryLine):
            line.submit(self.value)

    def action_cancel(self) -> None:
        """Leave the query as it was."""
        if isinstance(line := self.query_ancestor(QueryLine), QueryLine):
            line.cancel()

    def action_cursor_right_or_complete(self) -> None:
        """Accept the suggestion, wherever the cursor is."""
        self.cursor_position = len(self.value)
        self.action_cursor_right()


class QueryLine(Vertical):
    """Shows the query; `edit` makes it an input until enter or escape."""

    DEFAULT_CSS = """
    QueryLine {
        height: auto; padding: 0 1 0 2;
        & #description { height: 1; color: $foreground-muted; }
        & Input { height: 1; border: none; padding: 0; background: $background; display: none; width: 1fr; }
        & #editing { height: auto; layout: horizontal; display: none; }
        & #sign { width: 2; color: $accent; text-style: bold; }
        & #fault { height: auto; color: $error; display: none; }
        &.-editing #description { display: none; }
        &.-editing #editing, &.-editing Input { display: block; }
    }
    """

    class Submitted(Message):
        """Another query. It is `final` after enter, and not while it is being typed."""

        def __init__(self, text: str, *, final: bool) -> None:
            super().__init__()
            self.text = text
            self.final = final

    class Cancelled(Message):
        """Editing was cancelled: the current query stays."""

    def __init__(self, terms: Callable[[], Sequence[QueryTerm]]) -> None:
        super().__init__()
        self._terms = terms
        self._timer: Timer | None = None
        self._before: Widget | None = None
        self._description: tuple[Content, str] = (Content(), "")

    def compose(self) -> ComposeResult:
        yield Static(id="description", markup=False)
        with Vertical(id="editing"):
            yield Static(SIGN, id="sign")
            line = QueryInput(suggester=_Words(self._terms), select_on_focus=False, compact=True)
            line.cursor_blink = False  # a blinking cursor costs 2 KB a second over SSH
            yield line
        yield Static(id="fault", markup=False)

    @property
    def editing(self) -> bool:
        """Whether the line is an input now."""
        return self.has_class("-editing")

    def describe(self, left: Content, right: str) -> None:
        """Set what the line shows while it is not edited."""
        self._description = left, right
        if self.is_mounted:
            self._draw()

    def on_mount(self) -> None:
        self._draw()

    def _draw(self) -> None:
        left, right = self._description
        room = max(self.content_size.width - len(right) - 1, 0)
        line = Content.assemble(left.truncate(room, ellipsis=True, pad=True), " ", right)
        self.query_one("#description", Static).update(line)

    def on_resize(self) -> None:
        self._draw()

    def edit(self, text: str) -> None:
        """Make the line an input with this text."""
        if self.editing:
            return
        self._before = self.screen.focused
        self.add_class("-editing")
        line = self.query_one(QueryInput)
        with line.prevent(Input.Changed):
            line.value = text
        line.cursor_position = len(text)
        # Not line.focus(), which is queued: what is typed next would be read as keys.
        self.screen.set_focus(line, scroll_visible=False)

    def fail(self, sentence: str, place: int | None) -> None:
        """Show a mistake below its place in the query."""
        pointer = "" if place is None else " " * (len(SIGN) + place) + "^ "
        fault = self.query_one("#fault", Static)
        if len(pointer) + len(sentence) >= self.size.width:
            pointer += "\n"
        fault.update(pointer + sentence)
        fault.display = True

    def clear(self) -> None:
        """Hide the mistake."""
        self.query_one("#fault", Static).display = False

    def close(self) -> None:
        """Become a line again."""
        self._stop()
        self.clear()
        self.remove_class("-editing")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._stop()
        text = event.value
        self._timer = self.set_timer(PAUSE_SECONDS, lambda: self.post_message(self.Submitted(text, final=False)))

    def submit(self, text: str) -> None:
        """Become a line again, and submit what was typed."""
        self._leave()
        self.post_message(self.Submitted(text, final=True))

    def cancel(self) -> None:
        """Become a line again, with the query as it was."""
        self._leave()
        self.post_message(self.Cancelled())

    def _leave(self) -> None:
        self.close()
        if self._before is not None:
            self.screen.set_focus(self._before)

    def _stop(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None
