"""The first line: the screens with their keys, the project, and who one is."""

from typing import cast

from rich.cells import cell_len
from textual.content import Content
from textual.keys import format_key
from textual.widget import Widget

from tui.deck import Deck
from tui.screens import SCREENS
from tui.widgets.table_column import fit_text


class DeckHeader(Widget):
    """Where one is and who; on a narrow terminal the screen's title alone."""

    DEFAULT_CSS = "DeckHeader { height: 1; background: $panel; }"
    ROOM = 70  # cells that the names of all screens need, with a project and a person beside them

    def on_mount(self) -> None:
        for name in ("person", "project", "news"):
            self.watch(self.app, name, self._again, init=False)

    def _again(self) -> None:
        self.refresh()

    def render(self) -> Content:
        left, news, right = self._places(), self._news(), self._person()
        room = max(self.size.width - left.cell_length - cell_len(news) - 2, 0)
        right = right if cell_len(right) <= room else fit_text(right, room)
        space = room + 1 - cell_len(right)
        return Content.assemble(left, " " * space, (news, "bold $accent"), (right, "$foreground-muted"))

    def _places(self) -> Content:
        here = getattr(self.screen, "NAME", "")
        if self.size.width < self.ROOM:
            title = next((place.title for place in SCREENS if place.name == here), "")
            return Content.assemble((f" {title}", "bold $accent"))
        parts = [Content.assemble((" Specdeck", "bold"))]
        for place in SCREENS:
            if place.key and (place.tab or place.name == here):
                key = format_key(place.key)
                style = "bold $accent" if place.name == here else "$foreground-muted"
                parts.append(Content.assemble("  ", (key, "$foreground-muted"), " ", (place.title, style)))
        return Content("").join(parts)

    def _news(self) -> str:
        news = cast(Deck, self.app).news
        return f"@ {news.unseen}  " if news and news.unseen else ""

    def _person(self) -> str:
        deck = cast(Deck, self.app)
        person = deck.person
        what = f"{person.role.value}, read-only" if person.reads_only else person.role.value
        who = f"{person.name}, {what}" if person.name else ""
        words = (deck.project, who) if self.size.width >= self.ROOM else (deck.project,)
        return " · ".join(word for word in words if word)
