"""One line of text, below a title and a sentence about what it does."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input

from tui.keymap.scene import Scene
from tui.widgets.dialog import Dialog, hint_line, line_input

SCENE = Scene("line", (f"{__name__}:LineDialog",))


class LineDialog(Dialog[str]):
    """Asks for a line; enter accepts it, also empty where `optional`."""

    KEYS = (("enter", "accept"),)

    def __init__(self, title: str, about: str, text: str = "", *, optional: bool = False) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._text = text
        self._optional = optional

    def title_text(self) -> str:
        return self._title

    def body(self) -> Iterator[Widget]:
        yield hint_line(self._about)
        yield line_input("", self._text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        if text or self._optional:
            self.dismiss(text)
