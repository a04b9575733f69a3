"""The name of a view: the one that a query is kept under, or another one for a view that there is."""

from collections.abc import Collection, Iterator
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input

from daemon.wire.inbox import MAX_VIEW_NAME_LENGTH
from tui.dialogs.dialog import Dialog, hint_line, line_input


class ViewNameDialog(Dialog[str]):
    """A line for a name; it says what becomes of a view that has that name already."""

    TAKEN: ClassVar[str]

    def __init__(self, about: str, known: Collection[str], name: str = "") -> None:
        super().__init__()
        self._about = about
        self._known = known
        self._former = name

    def between(self) -> Iterator[Widget]:
        yield hint_line(self._about)
        line = line_input("a name", self._former)
        line.max_length = MAX_VIEW_NAME_LENGTH
        yield line
        self._told = hint_line("")
        yield self._told

    def on_input_changed(self, event: Input.Changed) -> None:
        self._told.update(self.TAKEN if self.is_taken(event.value) else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if name := event.value.strip():
            self.named(name)

    def is_taken(self, name: str) -> bool:
        """Whether a view has that name."""
        return name.strip() in self._known

    def named(self, name: str) -> None:
        """Somebody entered a name."""
        self.dismiss(name)


class SaveViewDialog(ViewNameDialog):
    """Keeping a query; a view of the same name is replaced."""

    KEYS = (("enter", "keep it"),)
    TAKEN = "You have a view of this name; it is replaced."

    def asks(self) -> str:
        return "Under which name shall this query be kept?"


class RenameViewDialog(ViewNameDialog):
    """Another name for a view; one that another view has is not taken from it."""

    KEYS = (("enter", "rename it"),)
    TAKEN = "Another view of yours has this name."

    def asks(self) -> str:
        return "What shall this view be called?"

    def named(self, name: str) -> None:
        if not self.is_taken(name):
            self.dismiss(name)
