"""Somebody moved first: what they did, what you wanted to say, and what to do now."""

from collections.abc import Iterator
from dataclasses import dataclass
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
from tui.dialogs.dialog import Dialog
from tui.diff.content.compared_texts import compare_proposal
from tui.diff.diff_view import DiffView
from tui.printable import to_printable


class ConflictChoice(StrEnum):
    """What to do about it."""

    THEIRS = "theirs"
    YOURS = "yours"


@dataclass(frozen=True, slots=True)
class ConflictResolution:
    """How the conflict goes on; nothing was changed yet."""

    way: ConflictChoice


class ConflictDialog(Dialog[ConflictResolution]):
    """Theirs and yours, beside each other where both are texts. Leaving it changes nothing and loses nothing."""

    DEFAULT_CSS = "ConflictDialog DiffView { height: 12; margin-top: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "settle('theirs')", "look at theirs", id="conflict.theirs", show=False),
        Binding("y", "settle('yours')", "say yours again", id="conflict.yours", show=False, priority=True),
    ]
    KEYS = (("t", "look at theirs"), ("y", "say yours all the same"))

    def __init__(self, theirs: Review, yours: NewDecision) -> None:
        super().__init__()
        self._theirs = theirs
        self._yours = yours

    def asks(self) -> str:
        return f"Somebody moved first on {self._theirs.item.name}"

    def between(self) -> Iterator[Widget]:
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

    def action_settle(self, way: str) -> None:
        """Go on one way or the other."""
        self.dismiss(ConflictResolution(ConflictChoice(way)))


def describe_decision(decision: NewDecision) -> str:
    """A decision as a sentence."""
    text = ", with a text of your own" if decision.spec is not None else ""
    parts = (decision.reason, decision.note)
    said = ": ".join(part for part in parts if part)
    return f"{decision.kind.value}{text}" + (f", {said}" if said else "")


def _line(who: str, what: str) -> Content:
    return Content.assemble((who.ljust(8), "$accent"), what)
