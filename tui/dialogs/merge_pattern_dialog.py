"""Merge a pattern that waits into another one."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input

from daemon.wire.library_pattern import PatternMove, PatternSummary
from tui.keymap.scene import Scene
from tui.widgets.dialog import Dialog, hint_line, line_input

SCENE = Scene("merge pattern", (f"{__name__}:MergePatternDialog",))


class MergePatternDialog(Dialog[PatternMove]):
    """Asks for the pattern that stays."""

    KEYS = (("enter", "merge"),)

    def __init__(self, pattern: PatternSummary) -> None:
        super().__init__()
        self._pattern = pattern

    def title_text(self) -> str:
        return f"Merge {self._pattern.id}?"

    def body(self) -> Iterator[Widget]:
        yield hint_line("The other pattern gets its tags and purposes.")
        yield line_input("id of the pattern that stays")

    def on_input_submitted(self) -> None:
        into = self.query_one(Input).value.strip()
        if into:
            self.dismiss(PatternMove("merge", replaced_by=into))
