"""Reject: choose one of the listed reasons by its digit, then add a note."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from daemon.wire.decision import NewDecision
from daemon.wire.decisions.reject import REASONS
from tui.keymap.scene import Scene
from tui.widgets.dialog import Dialog, line_input

SCENE = Scene("reject", (f"{__name__}:RejectDialog",))
NO_REASON = "Choose the reason first, by its digit."
SENT_BACK = "Asks for changes; the unit stays open."
EDGE = 3  # the cells beside the reasons: the padding of the sheet and its scrollbar


class RejectDialog(Dialog[NewDecision]):
    """A digit chooses the reason and enter rejects; the note is optional."""

    AUTO_FOCUS = ""  # the reasons come first: digits are not text yet
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n})", reason, id=f"reject.{n}", show=False) for n, reason in enumerate(REASONS, 1)),
        Binding("enter", "ask_for_reason", "reject", id="reject.reason", show=False),
        Binding("ctrl+o", "send_back", "send back", id="reject.send_back", show=False, priority=True),
    ]
    KEYS = (("1-9", "reason"), ("enter", "reject"), ("ctrl+o", "send back for changes"))

    def __init__(self, about: str, draft: NewDecision) -> None:
        super().__init__()
        self._about = about
        self._draft = draft
        self._reason = ""
        self._send_back = False

    def title_text(self) -> str:
        return f"Reject {self._about}?"

    def body(self) -> Iterator[Widget]:
        yield Static(self._reasons(), id="reasons", markup=False)
        line = line_input("anything to add? (optional)", self._draft.note)
        line.select_on_focus = False  # earlier text is continued
        line.display = False
        yield line
        yield Static("", id="outcome", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Continue an earlier rejection that could not be sent."""
        if self._draft.reason in REASONS:
            self.action_choose(REASONS.index(self._draft.reason) + 1)
        if self._draft.send_back:
            self.action_send_back()

    def action_choose(self, number: int) -> None:
        """Choose the reason, and go on to the note."""
        self._reason = REASONS[number - 1]
        self._show_outcome()
        self.query_one("#reasons", Static).update(self._reasons())
        line = self.query_one(Input)
        line.display = True
        line.focus()

    def action_ask_for_reason(self) -> None:
        """Say that a rejection needs a reason. Once there is one, the note takes this key."""
        self.query_one("#outcome", Static).update(NO_REASON)

    def action_send_back(self) -> None:
        """Ask for changes instead of closing the unit, or the reverse."""
        self._send_back = not self._send_back
        self._show_outcome()

    def action_leave(self) -> None:
        """Go back to the reasons, and from there leave."""
        line = self.query_one(Input)
        if line.display:
            line.display, self._reason = False, ""
            self.query_one("#reasons", Static).update(self._reasons())
            self.set_focus(None)
        else:
            self.dismiss(None)

    def _show_outcome(self) -> None:
        self.query_one("#outcome", Static).update(SENT_BACK if self._send_back else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        note = event.value.strip()
        self.dismiss(replace(self._draft, reason=self._reason, note=note, send_back=self._send_back))

    def on_resize(self) -> None:
        self.query_one("#reasons", Static).update(self._reasons())

    def _reasons(self) -> Content:
        """Return the reasons with their digits. None is split over two lines: Textual breaks at no-break spaces too."""
        room, lines = self.app.size.width - EDGE, [Content("")]
        for number, reason in enumerate(REASONS, 1):
            part = Content.assemble((str(number), "$accent"), " ", (reason, self._style(reason)))
            longer = Content("   ").join([line for line in (lines[-1], part) if line])
            if longer.cell_length <= room:
                lines[-1] = longer
            else:
                lines.append(part)
        return Content("\n").join(lines)

    def _style(self, reason: str) -> str:
        if reason == self._reason:
            return "bold reverse"
        return "$foreground-muted" if self._reason else ""
