"""Approving what is not proved: why it may stand all the same. The reason is recorded with one's name."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input

from tui.dialogs.dialog import Dialog, hint_line, line_input


@dataclass(frozen=True, slots=True)
class WaiverInput:
    """Why what is not proved may be approved."""

    reason: str


class WaiverDialog(Dialog[WaiverInput]):
    """Asks for a reason; without one nothing is approved."""

    KEYS = (("enter", "approve for this reason"),)

    def __init__(self, name: str, verdict: str, begun: str = "") -> None:
        super().__init__()
        self._name = name
        self._verdict = verdict
        self._begun = begun

    def asks(self) -> str:
        return f"Approve {self._name} although it is {self._verdict}?"

    def between(self) -> Iterator[Widget]:
        yield hint_line("Such an approval is a waiver. It needs an admin, and its reason stays in the history.")
        line = line_input("why it may stand without a proof", self._begun)
        line.select_on_focus = False  # what was begun goes on
        yield line

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if reason := event.value.strip():
            self.dismiss(WaiverInput(reason))
