"""Reject a pattern. The reason is kept with it."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input

from daemon.wire.library_pattern import PatternMove, PatternSummary
from tui.keymap.scene import Scene
from tui.widgets.dialog import Dialog, hint_line, line_input

SCENE = Scene("reject pattern", (f"{__name__}:RejectPatternDialog",))


class RejectPatternDialog(Dialog[PatternMove]):
    """Asks for a reason; without one nothing is rejected."""

    KEYS = (("enter", "reject"),)

    def __init__(self, pattern: PatternSummary) -> None:
        super().__init__()
        self._pattern = pattern

    def title_text(self) -> str:
        return f"Reject {self._pattern.id}?"

    def body(self) -> Iterator[Widget]:
        yield hint_line(self._pattern.description)
        yield line_input("why it does not belong in the library")

    def on_input_submitted(self) -> None:
        reason = self.query_one(Input).value.strip()
        if reason:
            self.dismiss(PatternMove("reject", reason))
