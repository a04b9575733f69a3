"""What the diff tells the screen around it; handlers are named `on_diff_view_…`."""

from dataclasses import dataclass

from textual.message import Message

from tui.diff.model import Hunk, Link, Span


class Told(Message, namespace="diff_view"):
    """What the diff tells the screen around it."""


@dataclass
class LinkChanged(Told, namespace="diff_view"):
    """Another link is lit, or none."""

    link: Link | None


@dataclass
class LineSelected(Told, namespace="diff_view"):
    """The cursor stands elsewhere, or a range is drawn: the side in use, and its lines."""

    side: int
    lines: Span


@dataclass
class HunkToggled(Told, namespace="diff_view"):
    """A hunk was taken, left, or opened again."""

    hunk: Hunk


@dataclass
class CopyAsked(Told, namespace="diff_view"):
    """A text is to be copied: the range that is drawn, else the link, else the line."""

    text: str


@dataclass
class Missed(Told, namespace="diff_view"):
    """There is nothing to go to, in words."""

    sentence: str
