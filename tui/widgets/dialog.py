"""What every dialog shares: a sheet at the lower edge with a title, a body and a line of keys."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.printable import to_printable
from tui.widgets.ordered_typing import LineInput

Answer = TypeVar("Answer")
Key = tuple[str, str]


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """Escape leaves it without an effect. A dialog defines its title, its body and its keys."""

    DEFAULT_CSS = """
    Dialog {
        background: transparent; align: left bottom;
        & > #sheet {
            width: 100%; height: auto; max-height: 100%; padding: 0 1; background: $panel;
            border-top: solid $accent; scrollbar-size-vertical: 1;
        }
        & .title { text-style: bold; }
        & .keys { color: $foreground-muted; margin-top: 1; }
        & .quiet { color: $foreground-muted; }
        & .bad { color: $error; }
        & Input { height: 1; border: none; padding: 0 1; background: $background; margin-top: 1; }
        & OptionList {
            height: auto; max-height: 12; border: none; padding: 0; background: $panel; scrollbar-size-vertical: 1;
            &:focus { border: none; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="dialog.leave", show=False),
        Binding("question_mark,f1", "app.help", "help", id="dialog.help", show=False),
    ]
    KEYS: ClassVar[Sequence[Key]] = ()
    """Each key and what it does, except the one that leaves."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="sheet", can_focus=False):
            yield Static(Content.styled(to_printable(self.title_text()), "bold"), classes="title", markup=False)
            yield from self.body()
            yield Static(keys_line((*self.keys(), ("esc", "leave"))), classes="keys", markup=False)

    def on_mount(self) -> None:
        """Clear the toasts, which would cover the dialog."""
        self.app.clear_notifications()

    def title_text(self) -> str:
        """Return the title."""
        return ""

    def keys(self) -> Sequence[Key]:
        """Return the keys that work now."""
        return self.KEYS

    def body(self) -> Iterator[Widget]:
        """Yield the widgets between the title and the keys."""
        yield from ()

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def keys_line(keys: Sequence[Key]) -> Content:
    """Return keys and what they do, in one line."""
    return Content("   ").join(Content.assemble((key, "$accent"), f" {does}") for key, does in keys)


def line_input(placeholder: str, text: str = "") -> Input:
    """Return an input whose cursor does not blink."""
    line = LineInput(text, placeholder=placeholder, compact=True)
    line.cursor_blink = False
    return line


def hint_line(text: str) -> Static:
    """Return a line of explanation."""
    return Static(Content(to_printable(text)), classes="quiet", markup=False)
