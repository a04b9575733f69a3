"""Saved views: a digit shows one, `w` saves the current query, `N` renames the view, `W` deletes it."""

from collections.abc import Callable, Mapping, Sequence

from textual.binding import Binding
from textual.content import Content

from daemon.client import Client, ClientError
from daemon.client.errors import StaleError
from daemon.wire import codec
from daemon.wire.errors import WireError
from daemon.wire.inbox import SavedView, SavedViews, check_view_name
from tui.deck_screen import DeckScreen
from tui.inbox.unit_query import UnitQuery
from tui.printable import to_printable

MAX_KEYS = 9
DIGITS = frozenset(map(str, range(1, MAX_KEYS + 1)))
NEEDS_VIEW = frozenset({"delete_view", "rename_view"})
NO_REVISION = 0  # the revision of a view that does not exist
VIEW_BINDINGS = (
    Binding("w", "save_view", "save view", id="inbox.save_view", show=False),
    Binding("N", "rename_view", "rename view", id="inbox.rename_view", show=False),
    Binding("W", "delete_view", "delete view", id="inbox.delete_view", show=False),
    *(Binding(str(n), f"view({n})", f"view {n}", id=f"inbox.view_{n}", show=False) for n in range(1, MAX_KEYS + 1)),
)


class SavedViewKeys:
    """The saved views of the project on a screen: shows, saves, renames and deletes them."""

    def __init__(
        self,
        screen: DeckScreen,
        query: Callable[[], UnitQuery],
        show: Callable[[UnitQuery], None],
        changed: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._query = query
        self._show = show
        self._changed = changed
        self.views: Sequence[SavedView] = ()

    @property
    def current(self) -> SavedView | None:
        """The view whose query is shown."""
        query = self._query()
        return next((view for view in self.views if _shows(view, query)), None)

    def disabled_reason(self, action: str) -> str | None:
        """Return why an action on views is unavailable; None if it is available."""
        if action in NEEDS_VIEW and self.current is None:
            return "No view is shown: w saves one."
        return None

    def argument_handlers(self) -> Mapping[str, Callable[[str], None]]:
        """Return the actions that take a name on the command line."""
        return {"inbox.save_view": self.save, "inbox.rename_view": self.rename}

    # --- keys

    def open(self, number: int) -> None:
        """Show the view with this number."""
        if number <= len(self.views):
            view = self.views[number - 1]
            self._show(UnitQuery(self._query().project, view.where, view.sort))

    def ask_to_save(self) -> None:
        """Ask for a name, and save the current query under it."""
        from tui.dialogs.view_name_dialog import SaveViewDialog

        dialog = SaveViewDialog(_in_words(self._query()), {view.name for view in self.views})
        self._screen.app.push_screen(dialog, self._save_named)

    def ask_to_rename(self) -> None:
        """Ask for another name of the current view."""
        from tui.dialogs.view_name_dialog import RenameViewDialog

        if view := self.current:
            others = {each.name for each in self.views} - {view.name}
            dialog = RenameViewDialog(_in_words(self._query()), others, view.name)
            self._screen.app.push_screen(dialog, self._rename_to)

    def delete(self) -> None:
        """Delete the current view. Its units are not affected."""
        if view := self.current:
            project = self._query().project
            done = f"Deleted the view {view.name}."
            self._send(lambda client: client.inbox.delete_view(project, view.name, view.revision), done)

    def save(self, name: str) -> None:
        """Save the current query under a name, over a view that has it."""
        query, former = self._query(), next((view for view in self.views if view.name == name), None)
        try:
            view = SavedView(name, query.where, query.sort)
        except ValueError as error:
            self._screen.deck.toasts.warn(f"This view cannot be saved: {error}.", "Use a short name.")
            return
        seen = NO_REVISION
        if former is not None:
            seen = former.revision
        self._send(lambda client: client.inbox.save_view(query.project, view, seen), f"Saved as {name}.")

    def _save_named(self, name: str | None) -> None:
        if name:
            self.save(name)

    def _rename_to(self, name: str | None) -> None:
        if name:
            self.rename(name)

    def rename(self, name: str) -> None:
        """Give the current view another name."""
        view, project = self.current, self._query().project
        try:
            check_view_name(name)
        except ValueError as error:
            self._screen.deck.toasts.warn(f"This view cannot be renamed: {error}.", "Use a short name.")
            return
        if view is not None and view.name != name:
            done = f"Renamed {view.name} to {name}."
            self._send(lambda client: client.inbox.rename_view(project, view.name, name, view.revision), done)

    # --- sending

    def _send(self, request: Callable[[Client], SavedViews], done: str) -> None:
        self._screen.run_worker(self._change(request, done), group="acts")

    async def _change(self, request: Callable[[Client], SavedViews], done: str) -> None:
        try:
            self.views = (await self._screen.ask(request)).items
        except StaleError as error:
            self._show_current(error)
        except (ClientError, WireError) as error:
            self._screen.deck.report(error)
        else:
            self._changed()
            self._screen.deck.toasts.show(to_printable(done))

    def _show_current(self, error: StaleError) -> None:
        """Another client changed the view first: show the current views, and let the user decide again."""
        if error.problem.current is not None:
            self.views = codec.from_json(SavedViews, error.problem.current).items
            self._changed()
        self._screen.deck.toasts.warn(error.sentence, "Nothing was changed. The views are up to date now.")


def query_and_views(query: UnitQuery, views: Sequence[SavedView]) -> Content:
    """Return a line with the query and the saved views with their keys."""
    text = (to_printable(query.where), "bold") if query.where else ("all units", "")
    parts: list[str | Content | tuple[str, str]] = [("/ ", "$accent"), text]
    for number, view in enumerate(views[:MAX_KEYS], 1):
        style = "$accent" if _shows(view, query) else "$foreground-muted"
        parts.append((f"   {number} {to_printable(view.name)}", style))
    return Content.assemble(*parts)


def _shows(view: SavedView, query: UnitQuery) -> bool:
    return (view.where, view.sort) == (query.where, query.sort)


def _in_words(query: UnitQuery) -> str:
    """Return what a query shows, in one line."""
    return (query.where or "all units") + (f", by {query.sort}" if query.sort else "")
