"""Accept a finding. The reason is recorded under the user's name."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input

from daemon.wire.finding import FindingInfo, NewAcceptance
from tui.keymap.scene import Scene
from tui.widgets.dialog import Dialog, hint_line, line_input

SCENE = Scene("accept finding", (f"{__name__}:AcceptFindingDialog",))


class AcceptFindingDialog(Dialog[NewAcceptance]):
    """Asks for a reason, and for the last day if there is one; without a reason nothing is accepted."""

    KEYS = (("enter", "accept"), ("tab", "next line"))

    def __init__(self, finding: FindingInfo) -> None:
        super().__init__()
        self._finding = finding

    def title_text(self) -> str:
        return f"Accept {self._finding.rule} in {self._finding.name or self._finding.path}?"

    def body(self) -> Iterator[Widget]:
        yield hint_line(self._finding.message)
        reason, until = line_input("why it may stay"), line_input("until, as 2027-01-31; empty for no end")
        reason.id, until.id = "reason", "until"
        yield reason
        yield until

    def on_input_submitted(self) -> None:
        reason, until = (self.query_one(f"#{name}", Input).value.strip() for name in ("reason", "until"))
        if reason:
            self.dismiss(NewAcceptance(reason, until))
