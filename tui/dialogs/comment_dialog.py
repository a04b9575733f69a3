"""Comment on a line of the spec."""

from collections.abc import Iterator
from dataclasses import replace

from textual.widget import Widget
from textual.widgets import Input

from daemon.wire.decision import NewDecision
from tui.keymap.scene import Scene
from tui.widgets.dialog import Dialog, hint_line, line_input

SCENE = Scene("comment", (f"{__name__}:CommentDialog",))


class CommentDialog(Dialog[NewDecision]):
    """Shows the line that the comment is about."""

    KEYS = (("enter", "comment"), ("@name", "notifies a person"))

    def __init__(self, line: int, text: str, draft: NewDecision) -> None:
        super().__init__()
        self._line = line
        self._text = text
        self._draft = draft

    def title_text(self) -> str:
        return f"Comment on line {self._line} of the spec"

    def body(self) -> Iterator[Widget]:
        yield hint_line(self._text.strip() or "(an empty line)")
        line = line_input("your comment", self._draft.note)
        line.select_on_focus = False  # earlier text is continued
        yield line

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if text := event.value.strip():
            self.dismiss(replace(self._draft, note=text, line=self._line))
