"""The first line: the screens with their keys, the project, and the user."""

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.content import Content
from textual.keys import format_key
from textual.widget import Widget

from tui.screen_spec import ScreenSpec
from tui.widgets.table_column import fit_text

if TYPE_CHECKING:
    from tui.app import DeckApp


class DeckHeader(Widget):
    """Lists the screens; on a narrow terminal it shows the title of the current one alone."""

    DEFAULT_CSS = "DeckHeader { height: 1; background: $panel; }"
    ROOM = 70  # the cells that all titles need, beside a project and a user

    def on_mount(self) -> None:
        for name in ("user", "project", "notice_count"):
            self.watch(self.app, name, self._redraw, init=False)

    def _redraw(self) -> None:
        self.refresh()

    def render(self) -> Content:
        left, notices, right = self._screens(), self._notices(), self._project_and_user()
        room = max(self.size.width - left.cell_length - cell_len(notices) - 2, 0)
        right = fit_text(right, min(cell_len(right), room))
        space = room + 1 - cell_len(right)
        return Content.assemble(left, " " * space, (notices, "bold $accent"), (right, "$foreground-muted"))

    @property
    def _deck(self) -> "DeckApp":
        return cast("DeckApp", self.app)

    def _screens(self) -> Content:
        current = getattr(self.screen, "NAME", "")
        specs = self._deck.screen_specs
        if self.size.width < self.ROOM:
            title = next((spec.title for spec in specs if spec.name == current), "")
            return Content.assemble((f" {title}", "bold $accent"))
        listed = (spec for spec in specs if spec.key and (spec.tab or spec.name == current))
        return Content("").join([Content.assemble((" Specdeck", "bold")), *(_tab(spec, current) for spec in listed)])

    def _notices(self) -> str:
        count = self._deck.notice_count
        if count and count.unseen:
            return f"@ {count.unseen}  "
        return ""

    def _project_and_user(self) -> str:
        deck, user = self._deck, self._deck.user
        if self.size.width < self.ROOM or not user.name:
            return deck.project
        role = f"{user.role.value}, read-only" if user.reads_only else user.role.value
        return " · ".join(filter(None, (deck.project, f"{user.name}, {role}")))


def _tab(spec: ScreenSpec, current: str) -> Content:
    style = "bold $accent" if spec.name == current else "$foreground-muted"
    return Content.assemble("  ", (format_key(spec.key), "$foreground-muted"), " ", (spec.title, style))
