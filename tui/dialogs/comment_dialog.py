"""A comment on a line of the spec."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input

from tui.dialogs.dialog import Dialog, hint_line, line_input


@dataclass(frozen=True, slots=True)
class CommentInput:
    """What somebody says of a line; lines count from 1."""

    line: int
    text: str


class CommentDialog(Dialog[CommentInput]):
    """Shows the line that it is about."""

    KEYS = (("enter", "comment"), ("@name", "tells somebody"))

    def __init__(self, line: int, text: str, begun: str = "") -> None:
        super().__init__()
        self._line = line
        self._text = text
        self._begun = begun

    def asks(self) -> str:
        return f"Comment on line {self._line} of the spec"

    def between(self) -> Iterator[Widget]:
        yield hint_line(self._text.strip() or "(an empty line)")
        line = line_input("your comment", self._begun)
        line.select_on_focus = False  # what was begun goes on
        yield line

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if text := event.value.strip():
            self.dismiss(CommentInput(self._line, text))
