"""The styles of the parts of the diff under the current theme."""

from rich.style import Style
from textual.widget import Widget

from tui.diff.paint.part_css import GROUNDED


class PartStyles:
    """The style of each part of a widget, cached because a screen of text needs thousands."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[str, Style] = {}

    def __call__(self, part: str) -> Style:
        style = self._known.get(part)
        if style is None:
            style = self._known[part] = self._widget.rich_style if part == "text" else self._of(part)
        return style

    def forget(self) -> None:
        """Drop the cached styles: the theme changed."""
        self._known.clear()

    def _of(self, part: str) -> Style:
        """Return what a part adds; a translucent colour is computed for our background."""
        own = self._widget.get_component_rich_style(f"diff--{part}", partial=True)
        whole = self._widget.get_component_rich_style(f"diff--{part}")
        style = own + Style(color=whole.color if own.color else None, bgcolor=whole.bgcolor if own.bgcolor else None)
        if part in GROUNDED:
            return self._widget.rich_style + style
        return style
