"""One line of a report: a label, and beside it a text that continues below its beginning."""

from textual.content import Content

from tui.diff.paint.wrapped_content import wrap_beside
from tui.printable import to_printable

LABEL = 13  # cells of a label


def report_line(label: str, text: str, width: int, style: str = "") -> Content:
    """Return a line for so many cells; the style is that of the text."""
    line = wrap_beside(Content.styled(label.ljust(LABEL), "bold"), to_printable(text), width)
    if not style:
        return line
    return line.stylize(style, LABEL)
