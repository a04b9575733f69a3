"""Approve a unit that is not proved. The reason is recorded under the user's name."""

from collections.abc import Iterator
from dataclasses import replace

from textual.widget import Widget
from textual.widgets import Input

from daemon.wire.decision import NewDecision
from tui.keymap.scene import Scene
from tui.widgets.dialog import Dialog, hint_line, line_input

SCENE = Scene("waiver", (f"{__name__}:WaiverDialog",))


class WaiverDialog(Dialog[NewDecision]):
    """Asks for a reason; without one nothing is approved."""

    KEYS = (("enter", "approve for this reason"),)

    def __init__(self, name: str, verdict: str, draft: NewDecision) -> None:
        super().__init__()
        self._name = name
        self._verdict = verdict
        self._draft = draft

    def title_text(self) -> str:
        return f"Approve {self._name} although it is {self._verdict}?"

    def body(self) -> Iterator[Widget]:
        yield hint_line("This is a waiver. It needs an admin, and its reason stays in the history.")
        line = line_input("why it is right without a proof", self._draft.note)
        line.select_on_focus = False  # earlier text is continued
        yield line

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if reason := event.value.strip():
            self.dismiss(replace(self._draft, note=reason))
