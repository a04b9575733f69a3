"""The `:` line: runs an action by its id, with an argument if it takes one."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from tui.commands.actions import ScreenAction


class _Ids(Suggester):
    def __init__(self, actions: Mapping[str, ScreenAction]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        ends = (name.partition(".")[2] for name in actions)
        self._words = [*ends, *actions]

    async def get_suggestion(self, value: str) -> str | None:
        return next((word for word in self._words if value and word.startswith(value) and word != value), None)


class CommandLine(ModalScreen[str | None]):
    """One line above the footer. Up and down go through the history, tab accepts the suggestion."""

    DEFAULT_CSS = """
    CommandLine {
        background: transparent; align: left bottom;
        & Horizontal { height: 1; margin-bottom: 1; background: $panel; }
        & Static { width: 2; padding-left: 1; color: $accent; text-style: bold; }
        & Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", id="command.close", show=False),
        Binding("up", "recall(-1)", "previous line", id="command.before", show=False),
        Binding("down", "recall(1)", "next line", id="command.after", show=False),
        Binding("tab", "complete", "complete", id="command.complete", show=False),
    ]

    def __init__(self, actions: Mapping[str, ScreenAction], history: Sequence[str], text: str = "") -> None:
        super().__init__()
        self._actions = actions
        self._lines = [*history, text]
        self._place = len(history)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(":")
            line = Input(self._lines[-1], suggester=_Ids(self._actions), select_on_focus=False, compact=True)
            line.cursor_blink = False
            yield line

    def action_recall(self, step: int) -> None:
        """Show an earlier or a later line."""
        line = self.query_one(Input)
        self._lines[self._place] = line.value
        self._place = max(0, min(self._place + step, len(self._lines) - 1))
        line.value = self._lines[self._place]
        line.cursor_position = len(line.value)

    def action_complete(self) -> None:
        """Accept the suggestion."""
        line = self.query_one(Input)
        line.cursor_position = len(line.value)
        line.action_cursor_right()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)


def split_command_line(line: str) -> tuple[str, str]:
    """Split a line into the id of an action and its argument."""
    name, _, argument = line.removeprefix(":").strip().partition(" ")
    return name, argument.strip()
