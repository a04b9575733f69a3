"""The open findings of each severity, with the one that the list shows highlighted."""

from collections.abc import Mapping

from textual.content import Content
from textual.widgets import Static

from tui.appearance.badges import SEVERITY_BADGES

ALL = "all"


class SeverityLine(Static):
    """One line; if it is too narrow, only the chosen severity."""

    DEFAULT_CSS = "SeverityLine { height: 1; padding: 0 1 0 2; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._counts: Mapping[str, int] = {}
        self._chosen, self._title = "", ""

    def show(self, counts: Mapping[str, int], chosen: str, title: str) -> None:
        """Show the counts, and the title of the list before them; an empty choice means all."""
        self._counts, self._chosen, self._title = counts, chosen, title
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        title = Content.styled(f"{self._title}   ", "bold")
        parts = [self._part(each) for each in ("", *SEVERITY_BADGES)]
        line = title + Content("   ").join(parts)
        if line.cell_length > self.content_size.width:
            line = Content("  ").join([self._short(each) for each in ("", *SEVERITY_BADGES)])
        self.update(line)

    def _part(self, severity: str) -> Content:
        return self._mark(severity, f"{self._count(severity)} {severity or ALL}")

    def _short(self, severity: str) -> Content:
        glyph = SEVERITY_BADGES[severity].glyph if severity else ALL
        return self._mark(severity, f"{glyph} {self._count(severity)}")

    def _mark(self, severity: str, text: str) -> Content:
        if severity == self._chosen:
            return Content.styled(f"[{text}]", "bold $accent")  # the brackets show it without colour
        return Content.styled(text, "$foreground-muted")

    def _count(self, severity: str) -> int:
        return self._counts.get(severity, 0) if severity else sum(self._counts.values())
