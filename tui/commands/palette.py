"""The ctrl+p palette: every available action on a line, with its keys and its shell command."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.commands.actions import ScreenAction
from tui.deck_screen import DeckScreen
from tui.lists.table_column import fit_text
from tui.widgets.choice_list import ChoiceList

TITLE, KEYS = 24, 14
NOTHING = "No available action matches. ? lists all of them, also those that are unavailable now."
NARROWEST = 60  # the narrowest list that shows shell commands


class Palette(ModalScreen[ScreenAction | None]):
    """Finds actions by any part of their title, id, keys or command; more words narrow the search."""

    DEFAULT_CSS = """
    Palette {
        align: center top;
        & Vertical {
            width: 90%; max-width: 110; height: auto; max-height: 80%; margin-top: 1;
            background: $surface; border: round $accent; border-title-color: $accent;
        }
        & Input { height: 1; border: none; padding: 0; margin: 0 2 1 2; background: $surface; }
        & OptionList { height: auto; border: none; padding: 0 1; background: $surface; scrollbar-size-vertical: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", id="palette.close", show=False),
        Binding("down,ctrl+n", "step('cursor_down')", "down", id="palette.down", show=False),
        Binding("up", "step('cursor_up')", "up", id="palette.up", show=False),
        Binding("pagedown", "step('page_down')", "a page down", id="palette.page_down", show=False),
        Binding("pageup", "step('page_up')", "a page up", id="palette.page_up", show=False),
    ]

    def __init__(self, actions: Mapping[str, ScreenAction]) -> None:
        super().__init__()
        self._actions = sorted((action for action in actions.values() if action.enabled), key=_rank)
        self._shown = self._actions

    def compose(self) -> ComposeResult:
        with Vertical() as frame:
            frame.border_title = "All actions"
            line = Input(placeholder="search actions", compact=True)
            line.cursor_blink = False
            yield line
            listed = ChoiceList(markup=False)
            listed.can_focus = False
            yield listed

    def on_mount(self) -> None:
        self.call_after_refresh(self._list)

    def on_resize(self, _: events.Resize) -> None:
        self.call_after_refresh(self._list)

    def on_input_changed(self, event: Input.Changed) -> None:
        words = event.value.lower().split()
        self._shown = [action for action in self._actions if all(word in _searched_text(action) for word in words)]
        self._list()

    def action_step(self, how: str) -> None:
        """Move the highlight while the input keeps the focus."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def on_input_submitted(self) -> None:
        place = self.query_one(OptionList).highlighted
        if place is None:
            self.dismiss(None)
        else:
            self.dismiss(self._shown[place])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index])

    def _list(self) -> None:
        listed = self.query_one(OptionList)
        listed.clear_options()
        width = listed.scrollable_content_region.width - 2
        listed.add_options(Option(_line(action, width)) for action in self._shown)
        if not self._shown:
            listed.add_option(Option(Content.styled(NOTHING, "$foreground-muted"), disabled=True))
        listed.highlighted = 0 if self._shown else None


def _rank(action: ScreenAction) -> int:
    """Sort what the screen does first, then what the deck does, other screens, and moves in a list or a diff."""
    if isinstance(action.binding.node, DeckScreen):
        return 0
    if action.id.startswith("app."):
        return 1
    if action.id.startswith("go."):
        return 2
    return 3


def _searched_text(action: ScreenAction) -> str:
    return " ".join((action.title, action.id, action.shell, *action.keys)).lower()


def _line(action: ScreenAction, width: int) -> Content:
    title, keys = fit_text(action.title, TITLE), fit_text(" ".join(action.keys), KEYS)
    shell = ""
    if width > NARROWEST:
        shell = fit_text(action.shell or action.id, max(width - TITLE - KEYS - 2, 0))
    return Content.assemble(title, (f" {keys}", "$accent"), (f" {shell}", "$foreground-muted"))
