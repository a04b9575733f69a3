"""One word for many units: what exactly it would touch, and what it would leave and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from daemon.wire.decision import Act, UnitOutcome
from tui.dialogs.dialog import Dialog, Key
from tui.printable import to_printable


@dataclass(frozen=True, slots=True)
class BulkChoice:
    """The units that the word is for: those of the preview that would take it, as they were seen there."""

    units: tuple[int, ...]
    revisions: tuple[int, ...]


class BulkDialog(Dialog[BulkChoice]):
    """Shows a preview, unit by unit; enter says the word of exactly those that are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "say", "do it", id="many.say", show=False, priority=True)]

    def __init__(self, preview: Act, does: str) -> None:
        super().__init__()
        self._preview = preview
        self._does = does
        self._able = [outcome.item for outcome in preview.outcomes if outcome.item and outcome.problem is None]

    def keys(self) -> Sequence[Key]:
        say = (("enter", f"{self._does} {len(self._able)}"),) if self._able else ()
        return (*say, ("↑↓", "look through"))

    def asks(self) -> str:
        return f"{self._does.capitalize()} {len(self._able)} of {len(self._preview.outcomes)} units?"

    def between(self) -> Iterator[Widget]:
        ordered = sorted(self._preview.outcomes, key=lambda outcome: outcome.problem is not None)
        yield OptionList(*(Option(_line(outcome)) for outcome in ordered), markup=False)

    def action_say(self) -> None:
        """Do it to those that would take it."""
        units, revisions = tuple(item.id for item in self._able), tuple(item.revision for item in self._able)
        self.dismiss(BulkChoice(units, revisions) if units else None)


def _line(outcome: UnitOutcome) -> Content:
    name = to_printable(outcome.name)
    if outcome.problem is None:
        return Content.assemble(("✓ ", "$success"), name)
    why = to_printable(outcome.problem.detail)
    return Content.assemble(("✗ ", "$error"), (name, "$foreground-muted"), (f"  {why}", "$warning"))
