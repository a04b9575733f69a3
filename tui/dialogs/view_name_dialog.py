"""The name of a saved view: a new one for a query, or another one for an existing view."""

from collections.abc import Collection, Iterator
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input

from daemon.wire.inbox import MAX_VIEW_NAME_LENGTH
from tui.keymap.scene import Scene
from tui.widgets.dialog import Dialog, hint_line, line_input

SCENE = Scene("view", (f"{__name__}:SaveViewDialog",))


class ViewNameDialog(Dialog[str]):
    """Asks for a name, and warns if a view already has it."""

    TAKEN: ClassVar[str]

    def __init__(self, about: str, known: Collection[str], name: str = "") -> None:
        super().__init__()
        self._about = about
        self._known = known
        self._former = name

    def body(self) -> Iterator[Widget]:
        yield hint_line(self._about)
        line = line_input("a name", self._former)
        line.max_length = MAX_VIEW_NAME_LENGTH
        yield line
        self._warning = hint_line("")
        yield self._warning

    def on_input_changed(self, event: Input.Changed) -> None:
        self._warning.update(self.TAKEN if self.is_taken(event.value) else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if name := event.value.strip():
            self.accept(name)

    def is_taken(self, name: str) -> bool:
        """Return whether a view has this name."""
        return name.strip() in self._known

    def accept(self, name: str) -> None:
        """Answer with the name that was entered."""
        self.dismiss(name)


class SaveViewDialog(ViewNameDialog):
    """Saves a query; a view of the same name is replaced."""

    KEYS = (("enter", "save"),)
    TAKEN = "Replaces your view of this name."

    def title_text(self) -> str:
        return "Save this query as a view"


class RenameViewDialog(ViewNameDialog):
    """Renames a view; the name of another view is not accepted."""

    KEYS = (("enter", "rename"),)
    TAKEN = "Another view of yours has this name."

    def title_text(self) -> str:
        return "Rename this view"

    def accept(self, name: str) -> None:
        if not self.is_taken(name):
            self.dismiss(name)
