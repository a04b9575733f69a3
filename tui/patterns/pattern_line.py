"""The line above the list of patterns: which part of the library it shows."""

from textual.content import Content
from textual.widgets import Static

PARTS = ("all", "domain", "entity", "primitive", "suggested")


class PatternLine(Static):
    """The parts of the library with the chosen one in brackets, or the pattern whose units are listed."""

    DEFAULT_CSS = "PatternLine { height: 1; padding: 0 1 0 2; }"

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show_part(self, chosen: str, query: str) -> None:
        """Show which part is listed, and what was searched for."""
        parts = [self._part(each, is_chosen=each == chosen) for each in PARTS]
        sought = Content.styled(f"   / {query}", "$accent") if query else Content("")
        self.update(Content("  ").join(parts) + sought)

    def show_pattern(self, pattern: str) -> None:
        """Show the pattern whose units are listed."""
        self.update(Content.assemble(("units with ", "$foreground-muted"), (pattern, "bold")))

    def _part(self, name: str, *, is_chosen: bool) -> Content:
        if is_chosen:
            return Content.styled(f"[{name}]", "bold $accent")  # the brackets show it without colour
        return Content.styled(name, "$foreground-muted")
