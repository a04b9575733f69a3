"""The `:` line: runs an action by its id, with words behind it where it takes some."""

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
    """One line above the footer. Up and down walk through what was typed before, tab takes what is suggested."""

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
        Binding("up", "recall(-1)", "the one before", id="command.before", show=False),
        Binding("down", "recall(1)", "the one after", id="command.after", show=False),
        Binding("tab", "complete", "complete", id="command.complete", show=False),
    ]

    def __init__(self, actions: Mapping[str, ScreenAction], before: Sequence[str], text: str = "") -> None:
        super().__init__()
        self._actions = actions
        self._lines = [*before, text]
        self._place = len(before)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(":")
            line = Input(self._lines[-1], suggester=_Ids(self._actions), select_on_focus=False, compact=True)
            line.cursor_blink = False
            yield line

    def action_recall(self, step: int) -> None:
        """Show an earlier line, or a later one."""
        line = self.query_one(Input)
        self._lines[self._place] = line.value
        self._place = max(0, min(self._place + step, len(self._lines) - 1))
        line.value = self._lines[self._place]
        line.cursor_position = len(line.value)

    def action_complete(self) -> None:
        """Take what is suggested."""
        line = self.query_one(Input)
        line.cursor_position = len(line.value)
        line.action_cursor_right()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)


def split_command_line(line: str) -> tuple[str, str]:
    """The action's name, and the words behind it as they were typed."""
    name, _, words = line.removeprefix(":").strip().partition(" ")
    return name, words.strip()
