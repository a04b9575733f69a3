"""The first line: the screens with their keys, where the daemon is, the project, and the user.

A new screen needs nothing here: its `SCREEN` names its title, key and position. Where the titles do not fit, the other
screens are named by their keys alone; a click opens a screen either way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.keys import format_key
from textual.widget import Widget

from tui.lists.table_column import fit_text
from tui.printable import to_printable
from tui.screen_spec import ScreenSpec

if TYPE_CHECKING:
    from tui.app import DeckApp

NAME = " Specdeck"
SHORT_ROOM = 30  # the cells that are kept for the project and what is beside it


@dataclass(frozen=True, slots=True)
class Tab:
    """One screen in the first line."""

    name: str
    label: Content


class DeckHeader(Widget):
    """Lists the screens; on a narrow terminal it shows the title of the current one alone."""

    DEFAULT_CSS = "DeckHeader { height: 1; background: $panel; }"
    ROOM = 60  # the cells below which only the current title is shown

    def on_mount(self) -> None:
        for name in ("user", "project", "notice_count"):
            self.watch(self.app, name, self._redraw, init=False)

    def _redraw(self) -> None:
        self.refresh()

    def render(self) -> Content:
        left, notices = (
            Content("").join([Content.styled(*self._title()), *(tab.label for tab in self._tabs())]),
            self._notices(),
        )
        room = max(self.size.width - left.cell_length - cell_len(notices) - 2, 0)
        right = self._right(room)
        space = room + 1 - cell_len(right)
        return Content.assemble(left, " " * space, (notices, "bold $accent"), (right, "$foreground-muted"))

    def on_click(self, event: events.Click) -> None:
        place = event.x - cell_len(self._title()[0])
        for tab in self._tabs():
            if 0 <= place < tab.label.cell_length:
                self._deck.action_go(tab.name)
                return
            place -= tab.label.cell_length

    @property
    def _deck(self) -> "DeckApp":
        return cast("DeckApp", self.app)

    @property
    def _current(self) -> str:
        return getattr(self.screen, "NAME", "")

    def _title(self) -> tuple[str, str]:
        """Return the name of the program, or the title of the screen if there is no room for more."""
        if self.size.width >= self.ROOM:
            return NAME, "bold"
        titles = (spec.title for spec in self._deck.screen_specs if spec.name == self._current)
        return f" {next(titles, '')}", "bold $accent"

    def _tabs(self) -> Sequence[Tab]:
        """Return the screens, with their titles as far as all of them fit; further ones where there is room."""
        if self.size.width < self.ROOM:
            return ()
        listed = [spec for spec in self._with_keys if spec.tab or spec.name == self._current]
        full = self._titled(listed)
        if self._fits(full):
            return self._filled(listed)
        return [_tab(spec, self._current, titled=spec.name == self._current) for spec in listed]

    @property
    def _with_keys(self) -> list[ScreenSpec]:
        return [spec for spec in self._deck.screen_specs if spec.key]

    def _filled(self, listed: Sequence[ScreenSpec]) -> Sequence[Tab]:
        """Return these screens and as many others as fit, in their order."""
        shown = {spec.name for spec in listed}
        for name in [spec.name for spec in self._with_keys]:
            wider = [spec for spec in self._with_keys if spec.name in {*shown, name}]
            if self._fits(self._titled(wider)):
                shown.add(name)
        return self._titled([spec for spec in self._with_keys if spec.name in shown])

    def _titled(self, specs: Sequence[ScreenSpec]) -> list[Tab]:
        return [_tab(spec, self._current, titled=True) for spec in specs]

    def _fits(self, tabs: Sequence[Tab]) -> bool:
        return len(NAME) + sum(tab.label.cell_length for tab in tabs) + SHORT_ROOM <= self.size.width

    def _notices(self) -> str:
        count = self._deck.notice_count
        if count and count.unseen:
            return f"@ {count.unseen}  "
        return ""

    def _right(self, room: int) -> str:
        """Return as much as fits of the place of the daemon, the project and the user."""
        found = next((text for text in self._places() if cell_len(text) <= room), self._deck.project)
        return fit_text(found, min(cell_len(found), room))

    def _places(self) -> Iterator[str]:
        deck, user = self._deck, self._deck.user
        place, role = to_printable(deck.connection.place), user.role.value
        if user.name and self.size.width >= self.ROOM:
            role = f"{role}, read-only" if user.reads_only else role
            yield _joined(place, deck.project, f"{user.name}, {role}")
            yield _joined(place, deck.project, role)
        if user.reads_only and user.name:
            yield _joined(deck.project, "read-only")
        yield _joined(place, deck.project)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _tab(spec: ScreenSpec, current: str, *, titled: bool) -> Tab:
    style = "bold $accent" if spec.name == current else "$foreground-muted"
    title = (" ", (spec.title, style)) if titled else ()
    return Tab(spec.name, Content.assemble("  ", (format_key(spec.key), "$foreground-muted"), *title))
