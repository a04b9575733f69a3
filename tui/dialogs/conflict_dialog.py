"""Somebody else decided first: what they did, what you wanted to do, and what to do now."""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from daemon.wire.decision import NewDecision
from daemon.wire.review import Review
from tui.appearance.badges import STATE_BADGES, badge_for
from tui.diff.content.compared_texts import compare_proposal
from tui.diff.diff_view import DiffView
from tui.keymap.scene import Scene
from tui.printable import to_printable
from tui.widgets.dialog import Dialog

SCENE = Scene("conflict", (f"{__name__}:ConflictDialog",))


class ConflictChoice(StrEnum):
    """What to do about a conflict."""

    THEIRS = "theirs"
    YOURS = "yours"


class ConflictDialog(Dialog[ConflictChoice]):
    """Shows both decisions, and both texts side by side. Leaving it changes nothing, and your text is kept."""

    DEFAULT_CSS = "ConflictDialog DiffView { height: 12; margin-top: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "settle('theirs')", "keep theirs", id="conflict.theirs", show=False),
        Binding("y", "settle('yours')", "apply yours", id="conflict.yours", show=False, priority=True),
    ]
    KEYS = (("t", "keep theirs"), ("y", "apply yours anyway"))

    def __init__(self, theirs: Review, yours: NewDecision) -> None:
        super().__init__()
        self._theirs = theirs
        self._yours = yours

    def title_text(self) -> str:
        return f"Somebody else decided on {self._theirs.item.name} first"

    def body(self) -> Iterator[Widget]:
        state = badge_for(STATE_BADGES, self._theirs.item.state)
        last = self._theirs.history[0].sentence if self._theirs.history else "It was converted again."
        yield Vertical(
            Static(
                _line("theirs", f"{to_printable(last)}  {state}, revision {self._theirs.item.revision}"), markup=False
            ),
            Static(_line("yours", to_printable(describe_decision(self._yours))), markup=False),
        )
        if self._yours.spec is not None:
            yield DiffView(compare_proposal(self._theirs.deck.spec or "", self._yours.spec))

    def on_mount(self) -> None:
        self.query_one(Vertical).styles.height = "auto"

    def action_settle(self, choice: str) -> None:
        """Settle the conflict one way or the other."""
        self.dismiss(ConflictChoice(choice))


def describe_decision(decision: NewDecision) -> str:
    """Return a decision in words."""
    text = decision.spec is not None and "with your own text"
    explanation = ": ".join(part for part in (decision.reason, decision.note) if part)
    return ", ".join(part for part in (decision.kind.value, text, explanation) if part)


def _line(who: str, what: str) -> Content:
    return Content.assemble((who.ljust(8), "$accent"), what)
