"""The first line: the screens with their keys, the project, and who one is."""

from typing import cast

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from tui.deck import Deck
from tui.screens import SCREENS


class Header(Widget):
    """Where one is and who; on a narrow terminal the screen's title alone."""

    DEFAULT_CSS = "Header { height: 1; background: $panel; }"
    ROOM = 70  # cells that the names of all screens need, with a project and a person beside them

    def on_mount(self) -> None:
        for name in ("person", "project"):
            self.watch(self.app, name, self._again, init=False)

    def _again(self) -> None:
        self.refresh()

    def render(self) -> Content:
        left, right = self._places(), self._person()
        space = max(self.size.width - left.cell_length - cell_len(right) - 1, 1)
        return Content.assemble(left, " " * space, (right, "$foreground-muted"))

    def _places(self) -> Content:
        here = getattr(self.screen, "NAME", "")
        if self.size.width < self.ROOM:
            title = next((place.title for place in SCREENS if place.name == here), "")
            return Content.assemble((f" {title}", "bold $accent"))
        parts = [Content.assemble((" Specdeck", "bold"))]
        for place in SCREENS:
            if place.key:
                style = "bold $accent" if place.name == here else "$foreground-muted"
                parts.append(Content.assemble("  ", (place.key, "$foreground-muted"), " ", (place.title, style)))
        return Content("").join(parts)

    def _person(self) -> str:
        deck = cast(Deck, self.app)
        person = deck.person
        what = f"{person.role.value}, read-only" if person.reads_only else person.role.value
        who = f"{person.name}, {what}" if person.name else ""
        words = (deck.project, who) if self.size.width >= self.ROOM else (deck.project,)
        return " · ".join(word for word in words if word)
