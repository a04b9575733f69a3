"""Rejecting: one of the reasons that are counted, by its digit, then what one wants to say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.decisions.reject import REASONS
from tui.dialogs.dialog import Dialog, line_input

EDGE = 3  # the cells beside the reasons: the sheet's padding and its scrollbar


@dataclass(frozen=True, slots=True)
class RejectInput:
    """Why, in a word that is counted and in one's own words; `send_back` asks for changes instead of closing it."""

    reason: str
    words: str = ""
    send_back: bool = False


class RejectDialog(Dialog[RejectInput]):
    """A digit names the reason, enter rejects; words are optional."""

    AUTO_FOCUS = ""  # the reasons first: digits are no words yet
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"name({n})", reason, id=f"reject.{n}", show=False) for n, reason in enumerate(REASONS, 1)),
        Binding("ctrl+b", "send_back", "send back", id="reject.send_back", show=False, priority=True),
    ]
    KEYS = (("1-9", "why"), ("enter", "reject"), ("ctrl+b", "send back for changes"))

    def __init__(self, about: str, begun: NewDecision | None = None) -> None:
        super().__init__()
        self._about = about
        self._begun = begun or NewDecision(DecisionKind("reject"))
        self._reason = ""
        self._send_back = False

    def asks(self) -> str:
        return f"Reject {self._about}?"

    def between(self) -> Iterator[Widget]:
        yield Static(self._reasons(), id="reasons", markup=False)
        line = line_input("what you want to say; may stay empty", self._begun.note)
        line.select_on_focus = False  # what was begun goes on
        line.display = False
        yield line
        yield Static("", id="ending", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Go on where one was."""
        if self._begun.reason in REASONS:
            self.action_name(REASONS.index(self._begun.reason) + 1)
        if self._begun.send_back:
            self.action_send_back()

    def action_name(self, number: int) -> None:
        """Choose the reason, and go on to the words."""
        self._reason = REASONS[number - 1]
        self.query_one("#reasons", Static).update(self._reasons())
        line = self.query_one(Input)
        line.display = True
        line.focus()

    def action_send_back(self) -> None:
        """Ask for changes, or close it after all."""
        self._send_back = not self._send_back
        self.query_one("#ending", Static).update("Changes are asked for; it stays open." if self._send_back else "")

    def action_leave(self) -> None:
        """Back to the reasons; from there out."""
        line = self.query_one(Input)
        if line.display:
            line.display, self._reason = False, ""
            self.query_one("#reasons", Static).update(self._reasons())
            self.set_focus(None)
        else:
            self.dismiss(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(RejectInput(self._reason, event.value.strip(), self._send_back))

    def on_resize(self) -> None:
        self.query_one("#reasons", Static).update(self._reasons())

    def _reasons(self) -> Content:
        """The reasons with their digits, each whole on a line: Textual breaks at no-break spaces too."""
        room, lines = self.app.size.width - EDGE, [Content("")]
        for number, reason in enumerate(REASONS, 1):
            part = Content.assemble((str(number), "$accent"), " ", (reason, self._style(reason)))
            longer = Content.assemble(lines[-1], "   " if lines[-1] else "", part)
            lines = [*lines[:-1], longer] if longer.cell_length <= room else [*lines, part]
        return Content("\n").join(lines)

    def _style(self, reason: str) -> str:
        return "bold reverse" if reason == self._reason else "$foreground-muted" if self._reason else ""
