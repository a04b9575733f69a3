"""The help, over the screen it describes."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.help.help_entries import HelpEntry, HelpGroup
from tui.printable import to_printable

KEYS = 16


class HelpScreen(ModalScreen[None]):
    """Scrolls like a page; escape, `q` or `?` closes it."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center top; background: transparent;
        & > VerticalScroll {
            width: 90%; max-width: 100; height: auto; max-height: 100%; padding: 0 1;
            background: $panel; scrollbar-size-vertical: 1;
        }
        &.-narrow > VerticalScroll { width: 100%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,f1", "dismiss", "close", id="help.close", show=False),
        Binding("j,down", "scroll('down')", "down", id="help.down", show=False),
        Binding("k,up", "scroll('up')", "up", id="help.up", show=False),
        Binding("space,pagedown,ctrl+d", "scroll('page_down')", "a page down", id="help.page_down", show=False),
        Binding("pageup,ctrl+u", "scroll('page_up')", "a page up", id="help.page_up", show=False),
        Binding("g,home", "scroll('home')", "top", id="help.top", show=False),
        Binding("G,end", "scroll('end')", "bottom", id="help.bottom", show=False),
    ]

    def __init__(self, groups: Sequence[HelpGroup]) -> None:
        super().__init__()
        self._groups = groups

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content("\n").join(help_lines(self._groups)), markup=False)

    def action_scroll(self, how: str) -> None:
        """Scroll."""
        getattr(self.query_one(VerticalScroll), f"scroll_{how}")(animate=False)


def help_lines(groups: Sequence[HelpGroup]) -> Iterator[Content]:
    """Yield the lines of the help, with the reason after each unavailable action."""
    for group in groups:
        yield Content.styled(group.title, "bold $accent")
        for entry in group.entries:
            yield _line(entry)
        yield Content("")
    yield Content.styled("esc closes the help, ctrl+p finds an action, : runs one by its id.", "$foreground-muted")


def _line(entry: HelpEntry) -> Content:
    keys = f"  {' '.join(entry.keys):<{KEYS}}"
    if not entry.why:
        return Content.assemble((keys, "$accent"), entry.title)
    return Content.assemble(
        (f"{keys}{entry.title}", "$foreground-muted"), (f"  ✗ {to_printable(entry.why)}", "$warning")
    )
