"""Styled text in several lines."""

from textual.content import Content

from tui.diff.paint.display_line import break_line, hanging_indent


def wrap_hanging(content: Content, indent: int, width: int) -> Content:
    """Return a text wrapped with a hanging indent."""
    text, room = content.plain, max(width - indent, 1)
    pieces = [content[span.start : span.end] for span in break_line(text, room)]
    return Content("\n" + " " * (indent + hanging_indent(text, room))).join(pieces)
