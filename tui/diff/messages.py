"""What the diff tells the screen around it; handlers are named `on_diff_view_…`."""

from dataclasses import dataclass

from textual.message import Message

from tui.diff.content.diff_model import DiffHunk, DiffLink, TextRange


class DiffMessage(Message, namespace="diff_view"):
    """What the diff tells the screen around it."""


@dataclass
class LinkChanged(DiffMessage, namespace="diff_view"):
    """Another link is lit, or none."""

    link: DiffLink | None


@dataclass
class LineSelected(DiffMessage, namespace="diff_view"):
    """The cursor stands elsewhere, or a range is drawn: the side in use, and its lines."""

    side: int
    lines: TextRange


@dataclass
class HunkToggled(DiffMessage, namespace="diff_view"):
    """A hunk was taken, left, or opened again."""

    hunk: DiffHunk


@dataclass
class CopyAsked(DiffMessage, namespace="diff_view"):
    """A text is to be copied: the range that is drawn, else the link, else the line."""

    text: str


@dataclass
class Missed(DiffMessage, namespace="diff_view"):
    """There is nothing to go to, in words."""

    sentence: str
