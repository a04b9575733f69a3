"""Decide on many units at once: a preview of what would change, and what would not and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets.option_list import Option

from daemon.wire.decision import Act, UnitOutcome
from tui.keymap.scene import Scene
from tui.printable import to_printable
from tui.widgets.choice_list import ChoiceList
from tui.widgets.dialog import Dialog, Key

SCENE = Scene("bulk", (f"{__name__}:BulkDialog",))


@dataclass(frozen=True, slots=True)
class BulkChoice:
    """The units to decide on, at the revisions that the preview showed."""

    units: tuple[int, ...]
    revisions: tuple[int, ...]


class BulkDialog(Dialog[BulkChoice]):
    """Previews the decision unit by unit; enter applies it to exactly the units marked with a check."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "apply", id="bulk.apply", show=False, priority=True)
    ]

    def __init__(self, preview: Act, verb: str) -> None:
        super().__init__()
        self._preview = preview
        self._verb = verb
        self._able = [outcome.item for outcome in preview.outcomes if outcome.item and outcome.problem is None]

    def keys(self) -> Sequence[Key]:
        browse = ("↑↓", "browse")
        if not self._able:
            return (browse,)
        return ("enter", f"{self._verb} {len(self._able)}"), browse

    def title_text(self) -> str:
        return f"{self._verb.capitalize()} {len(self._able)} of {len(self._preview.outcomes)} units?"

    def body(self) -> Iterator[Widget]:
        ordered = sorted(self._preview.outcomes, key=lambda outcome: outcome.problem is not None)
        yield ChoiceList(*(Option(_line(outcome)) for outcome in ordered), markup=False)

    def action_apply(self) -> None:
        """Apply the decision to the units that accept it."""
        units, revisions = tuple(item.id for item in self._able), tuple(item.revision for item in self._able)
        self.dismiss(BulkChoice(units, revisions) if units else None)


def _line(outcome: UnitOutcome) -> Content:
    name = to_printable(outcome.name)
    if outcome.problem is None:
        return Content.assemble(("✓ ", "$success"), name)
    why = to_printable(outcome.problem.detail)
    return Content.assemble(("✗ ", "$error"), (name, "$foreground-muted"), (f"  {why}", "$warning"))
