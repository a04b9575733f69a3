"""Styled text in several lines."""

from textwrap import wrap

from textual.content import Content

from tui.diff.paint.display_line import break_line, hanging_indent

MIN_ROOM = 20  # cells that a text gets beside the longest label


def wrap_hanging(content: Content, indent: int, width: int) -> Content:
    """Return a text wrapped with a hanging indent."""
    text, room = content.plain, max(width - indent, 1)
    pieces = [content[span.start : span.end] for span in break_line(text, room)]
    return Content("\n" + " " * (indent + hanging_indent(text, room))).join(pieces)


def wrap_beside(label: Content, text: str, width: int) -> Content:
    """Return a label with a text beside it, whose later lines begin below the first."""
    room = max(width - label.cell_length, MIN_ROOM)
    lines = wrap(text, room, break_on_hyphens=False) or [""]  # the hyphens of a path do not end words
    return Content.assemble(label, Content("\n" + " " * label.cell_length).join(map(Content, lines)))
