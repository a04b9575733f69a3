"""Keeping a query: the name that it is found by."""

from collections.abc import Collection, Iterator

from textual.widget import Widget
from textual.widgets import Input

from tui.dialogs.dialog import Dialog, line_input, quiet

LONGEST = 60


class ViewDialog(Dialog[str]):
    """Says whether a view of that name would be replaced."""

    KEYS = (("enter", "keep it"),)

    def __init__(self, query: str, known: Collection[str]) -> None:
        super().__init__()
        self._query = query
        self._known = known

    def asks(self) -> str:
        return "Under which name shall this query be kept?"

    def between(self) -> Iterator[Widget]:
        yield quiet(self._query)
        line = line_input("a name")
        line.max_length = LONGEST
        yield line
        self._told = quiet("")
        yield self._told

    def on_input_changed(self, event: Input.Changed) -> None:
        taken = event.value.strip() in self._known
        self._told.update("You have a view of this name; it is replaced." if taken else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if name := event.value.strip():
            self.dismiss(name)
