"""The styles of the diff's parts under the theme that is worn."""

from rich.style import Style
from textual.widget import Widget

from tui.diff.paint.part_css import GROUNDED


class PartStyles:
    """The style of each part of a widget. It is kept once it was made: a screen of text asks for thousands."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[str, Style] = {}

    def __call__(self, part: str) -> Style:
        style = self._known.get(part)
        if style is None:
            style = self._known[part] = self._widget.rich_style if part == "text" else self._of(part)
        return style

    def forget(self) -> None:
        """Another theme is worn."""
        self._known.clear()

    def _of(self, part: str) -> Style:
        """What a part adds; a colour that depends on the ground below it is worked out for ours."""
        own = self._widget.get_component_rich_style(f"diff--{part}", partial=True)
        whole = self._widget.get_component_rich_style(f"diff--{part}")
        style = own + Style(color=whole.color if own.color else None, bgcolor=whole.bgcolor if own.bgcolor else None)
        return self._widget.rich_style + style if part in GROUNDED else style
