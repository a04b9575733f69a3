"""The messages of the diff to its screen; handlers are named `on_diff_view_…`."""

from dataclasses import dataclass

from textual.message import Message

from tui.diff.content.diff_model import DiffHunk, DiffLink, TextRange


class DiffMessage(Message, namespace="diff_view"):
    """A message of the diff."""


@dataclass
class LinkChanged(DiffMessage, namespace="diff_view"):
    """Another link is highlighted, or none."""

    link: DiffLink | None


@dataclass
class LineSelected(DiffMessage, namespace="diff_view"):
    """The cursor or the range moved: the active side, and its lines."""

    side: int
    lines: TextRange


@dataclass
class HunkToggled(DiffMessage, namespace="diff_view"):
    """A hunk was accepted, rejected or opened again."""

    hunk: DiffHunk


@dataclass
class CopyAsked(DiffMessage, namespace="diff_view"):
    """A text is to be copied: the range, else the link, else the line."""

    text: str


@dataclass
class Missed(DiffMessage, namespace="diff_view"):
    """A move found nothing; the sentence explains it."""

    sentence: str
