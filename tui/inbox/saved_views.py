"""Saved views: a digit shows one, `w` keeps the query that is shown under a name, `N` renames it, `W` forgets it."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from daemon.client import Client, ClientError
from daemon.client.errors import StaleError
from daemon.wire import codec
from daemon.wire.errors import WireError
from daemon.wire.inbox import SavedView, SavedViews, check_view_name
from tui.commands.shell_lines import Words
from tui.inbox.unit_list import UnitListScreen
from tui.inbox.unit_query import UnitQuery
from tui.printable import to_printable

MOST_KEYS = 9
DIGITS = frozenset(map(str, range(1, MOST_KEYS + 1)))
OF_A_VIEW = frozenset({"forget_view", "rename_view"})
NO_VIEW = 0  # the revision of a view that there is not


class ViewsScreen(UnitListScreen):
    """A list of units that may be shown as somebody's views have it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "save_view", "keep as view", id="inbox.save_view", show=False),
        Binding("N", "rename_view", "rename view", id="inbox.rename_view", show=False),
        Binding("W", "forget_view", "forget view", id="inbox.forget_view", show=False),
        *(
            Binding(str(n), f"view({n})", f"view {n}", id=f"inbox.view_{n}", show=False)
            for n in range(1, MOST_KEYS + 1)
        ),
    ]

    views: Sequence[SavedView] = ()

    def show(self, query: UnitQuery) -> None:
        """Show other units, or the same in another order."""
        raise NotImplementedError

    def views_changed(self) -> None:
        """There are other views than before."""

    @property
    def view_shown(self) -> SavedView | None:
        """The view whose query is shown."""
        query = self.query_shown
        return next((view for view in self.views if (view.where, view.sort) == (query.where, query.sort)), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "view":
            return int(str(parameters[0])) <= len(self.views)
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        if action in OF_A_VIEW and self.view_shown is None:
            return "No view is shown: w keeps one."
        return super().why_not(action)

    def says(self) -> Mapping[str, Callable[[str], None]]:
        return {**super().says(), "inbox.save_view": self._save, "inbox.rename_view": self._rename}

    def words(self) -> Words:
        return {**super().words(), "view": self.view_shown.name if self.view_shown else ""}

    def on_key(self, event: events.Key) -> None:
        """Say that a digit shows nothing yet."""
        if event.key in DIGITS and event.key not in self.active_bindings:
            self.deck.say(f"No view {event.key} yet: w keeps the query that is shown under a name.")

    def action_view(self, number: int) -> None:
        """Show a saved view."""
        if number <= len(self.views):
            view = self.views[number - 1]
            self.show(UnitQuery(self.query_shown.project, view.where, view.sort))

    def action_save_view(self) -> None:
        """Keep the query that is shown under a name."""
        from tui.dialogs.view_name_dialog import SaveViewDialog

        dialog = SaveViewDialog(_in_words(self.query_shown), {view.name for view in self.views})
        self.deck.push_screen(dialog, lambda name: self._save(name) if name else None)

    def action_rename_view(self) -> None:
        """Give the view that is shown another name."""
        from tui.dialogs.view_name_dialog import RenameViewDialog

        if view := self.view_shown:
            others = {each.name for each in self.views} - {view.name}
            dialog = RenameViewDialog(_in_words(self.query_shown), others, view.name)
            self.deck.push_screen(dialog, lambda name: self._rename(name) if name else None)

    def action_forget_view(self) -> None:
        """Forget the view that is shown; its units stay where they are."""
        if view := self.view_shown:
            project = self.query_shown.project
            said = f"Forgot the view {view.name}."
            self._keep(lambda client: client.inbox.forget_view(project, view.name, view.revision), said)

    def _save(self, name: str) -> None:
        query, former = self.query_shown, next((view for view in self.views if view.name == name), None)
        try:
            view = SavedView(name, query.where, query.sort)
        except ValueError as error:
            self.deck.warn(f"This view cannot be kept: {error}.", "Give it a short name.")
            return
        seen = former.revision if former else NO_VIEW
        self._keep(lambda client: client.inbox.save_view(query.project, view, seen), f"Kept as {name}.")

    def _rename(self, name: str) -> None:
        view, project = self.view_shown, self.query_shown.project
        try:
            check_view_name(name)
        except ValueError as error:
            self.deck.warn(f"This view cannot be renamed: {error}.", "Give it a short name.")
            return
        if view is not None and view.name != name:
            said = f"{view.name} is called {name} now."
            self._keep(lambda client: client.inbox.rename_view(project, view.name, name, view.revision), said)

    def _keep(self, question: Callable[[Client], SavedViews], said: str) -> None:
        async def keep() -> None:
            try:
                self.views = (await self.ask(question)).items
            except StaleError as error:
                self._met(error)
                return
            except (ClientError, WireError) as error:
                self.deck.complain(error)
                return
            self.views_changed()
            self.deck.say(to_printable(said))

        self.run_worker(keep(), group="acts")

    def _met(self, error: StaleError) -> None:
        """Another client changed the view first: show what there is now, and let the person say it again."""
        if error.problem.current is not None:
            self.views = codec.from_json(SavedViews, error.problem.current).items
            self.views_changed()
        self.deck.warn(error.sentence, "Nothing was done. Your views are shown as they are now.")


def _in_words(query: UnitQuery) -> str:
    """What a query shows, in a line."""
    return (query.where or "all units") + (f", by {query.sort}" if query.sort else "")


def query_and_views(query: UnitQuery, views: Sequence[SavedView]) -> Content:
    """The query, then the saved views with their keys."""
    text = (to_printable(query.where), "bold") if query.where else ("all units", "")
    parts: list[str | Content | tuple[str, str]] = [("/ ", "$accent"), text]
    for number, view in enumerate(views[:MOST_KEYS], 1):
        here = (view.where, view.sort) == (query.where, query.sort)
        style = "$accent" if here else "$foreground-muted"
        parts.append((f"   {number} {to_printable(view.name)}", style))
    return Content.assemble(*parts)
