"""The help, over the screen it describes: every action with its keys. It can be searched, and runs what it lists."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.diff.paint.wrapped_content import wrap_hanging
from tui.help.help_entries import HelpEntry, HelpGroup
from tui.printable import to_printable
from tui.widgets.choice_list import ChoiceList

KEYS, GLYPHS = 16, 3  # the cells before an action, and before a word
SHARE, MAX_WIDTH, EDGE = 0.9, 100, 6  # the width of the frame, and the cells beside a line
MUTED = "$foreground-muted"
FOOT = "enter runs, / searches, esc closes"
Line = tuple[Content, HelpEntry | None]


class HelpScreen(ModalScreen[HelpEntry | None]):
    """A list of actions; escape, `q` or `?` closes it."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center top; background: transparent;
        & > Vertical {
            width: 90%; max-width: 100; height: auto; max-height: 100%; padding: 0 1;
            background: $panel; border: round $accent; border-title-color: $accent;
        }
        & OptionList { height: auto; border: none; padding: 0; background: $panel; scrollbar-size-vertical: 1; }
        & OptionList:focus { border: none; }
        & Input { height: 1; border: none; padding: 0; background: $surface; display: none; }
        &.-narrow > Vertical { width: 100%; }
    }
    """
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,f1", "close", "close", id="help.close", show=False),
        Binding("slash", "search", "search", id="help.search", show=False),
        Binding("j", "step('cursor_down')", "down", id="help.down", show=False),
        Binding("k", "step('cursor_up')", "up", id="help.up", show=False),
        Binding("space,ctrl+d", "step('page_down')", "a page down", id="help.page_down", show=False),
        Binding("ctrl+u", "step('page_up')", "a page up", id="help.page_up", show=False),
        Binding("g", "step('first')", "top", id="help.top", show=False),
        Binding("G", "step('last')", "bottom", id="help.bottom", show=False),
    ]

    def __init__(self, groups: Sequence[HelpGroup]) -> None:
        super().__init__()
        self._groups = groups
        self._lines: list[Line] = []

    def compose(self) -> ComposeResult:
        with Vertical() as frame:
            frame.border_title, frame.border_subtitle = "Help", FOOT
            line = Input(placeholder="search", compact=True)
            line.cursor_blink = False
            yield line
            yield ChoiceList(markup=False)

    def on_resize(self) -> None:
        self._list(self.query_one(Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def on_input_submitted(self) -> None:
        self.query_one(OptionList).focus()

    def action_search(self) -> None:
        """Type what to look for."""
        line = self.query_one(Input)
        line.display = True
        line.focus()

    def action_close(self) -> None:
        """End the search, then close the help."""
        line = self.query_one(Input)
        if line.display:
            line.value, line.display = "", False
            self.query_one(OptionList).focus()
        else:
            self.dismiss(None)

    def action_step(self, how: str) -> None:
        """Move the highlight."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._lines[event.option_index][1])

    def _list(self, searched: str) -> None:
        listed = self.query_one(OptionList)
        width = min(int(self.app.size.width * SHARE), MAX_WIDTH) - EDGE
        self._lines = list(help_lines(self._groups, searched.lower().split(), width))
        listed.clear_options()
        listed.add_options(Option(content, disabled=entry is None or bool(entry.why)) for content, entry in self._lines)
        listed.action_first()


def help_lines(groups: Sequence[HelpGroup], words: Sequence[str] = (), width: int = MAX_WIDTH) -> Iterator[Line]:
    """Yield the lines of the help with their entries: those with all of the words, below the titles of their groups."""
    for group in groups:
        found = [entry for entry in group.entries if _matches(entry, words)]
        if found:
            yield Content.styled(group.title, "bold $accent"), None
            yield from ((_line(entry, width), entry) for entry in found)


def _matches(entry: HelpEntry, words: Sequence[str]) -> bool:
    text = " ".join((entry.title, *entry.keys)).lower()
    return all(word in text for word in words)


def _line(entry: HelpEntry, width: int) -> Content:
    keys = f"  {' '.join(entry.keys):<{KEYS if entry.action else GLYPHS}}"
    title = Content(entry.title)
    if entry.why:
        title = Content.assemble((entry.title, MUTED), (f"  ✗ {to_printable(entry.why)}", "$warning"))
    style = MUTED if entry.why else "$accent"
    return Content.assemble((keys, style), wrap_hanging(title, len(keys), width))
