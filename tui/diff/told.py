"""What the diff tells the screen around it; handlers are named `on_diff_view_…`."""

from typing import TYPE_CHECKING

from textual.message import Message

from tui.diff.model import Hunk

if TYPE_CHECKING:
    from tui.diff.widget import DiffView


class Told(Message, namespace="diff_view"):
    """What the diff tells the screen around it."""

    def __init__(self, diff: "DiffView") -> None:
        super().__init__()
        self.diff = diff

    @property
    def control(self) -> "DiffView":
        return self.diff


class LinkChanged(Told, namespace="diff_view"):
    """Another link is lit, or none: `diff.link`."""


class LineSelected(Told, namespace="diff_view"):
    """The cursor stands elsewhere, or a range is drawn: `diff.lines`."""


class HunkToggled(Told, namespace="diff_view"):
    """A hunk was taken, left, or opened again."""

    def __init__(self, diff: "DiffView", hunk: Hunk) -> None:
        super().__init__(diff)
        self.hunk = hunk


class CopyAsked(Told, namespace="diff_view"):
    """A text is to be copied: the range that is drawn, else the link, else the line."""

    def __init__(self, diff: "DiffView", text: str) -> None:
        super().__init__(diff)
        self.text = text


class Missed(Told, namespace="diff_view"):
    """There is nothing to go to, in words."""

    def __init__(self, diff: "DiffView", sentence: str) -> None:
        super().__init__(diff)
        self.sentence = sentence
