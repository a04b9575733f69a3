"""Saved views: a digit shows one, `w` keeps the query that is shown under a name, `W` forgets it."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from daemon.client import Client, ClientError
from daemon.wire.errors import WireError
from daemon.wire.inbox import SavedView, SavedViews
from tui.deciding import UnitListScreen
from tui.printable import printable
from tui.query import Query
from tui.shell_lines import Words

MOST_KEYS = 9


class ViewsScreen(UnitListScreen):
    """A list of units that may be shown as somebody's views have it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "save_view", "keep as view", id="inbox.save_view", show=False),
        Binding("W", "forget_view", "forget view", id="inbox.forget_view", show=False),
        *(
            Binding(str(n), f"view({n})", f"view {n}", id=f"inbox.view_{n}", show=False)
            for n in range(1, MOST_KEYS + 1)
        ),
    ]

    views: Sequence[SavedView] = ()

    def show(self, query: Query) -> None:
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
        if action == "forget_view" and self.view_shown is None:
            return "What is shown is no view of yours."
        return super().why_not(action)

    def says(self) -> Mapping[str, Callable[[str], None]]:
        return {**super().says(), "inbox.save_view": self._save, "inbox.forget_view": self._forget}

    def words(self) -> Words:
        return {**super().words(), "view": self.view_shown.name if self.view_shown else ""}

    def action_view(self, number: int) -> None:
        """Show a saved view."""
        if number <= len(self.views):
            view = self.views[number - 1]
            self.show(Query(self.query_shown.project, view.where, view.sort))

    def action_save_view(self) -> None:
        """Keep the query that is shown under a name."""
        from tui.dialogs.view import ViewDialog

        query = self.query_shown
        order = f", by {query.sort}" if query.sort else ""
        dialog = ViewDialog((query.where or "all units") + order, {view.name for view in self.views})
        self.deck.push_screen(dialog, lambda name: self._save(name) if name else None)

    def action_forget_view(self) -> None:
        """Forget the view that is shown; its units stay where they are."""
        if self.view_shown is not None:
            self._forget(self.view_shown.name)

    def _save(self, name: str) -> None:
        query = self.query_shown
        try:
            view = SavedView(name, query.where, query.sort)
        except ValueError as error:
            self.deck.warn(f"This view cannot be kept: {error}.", "Give it a short name.")
            return
        self._keep(lambda client: client.inbox.save_view(query.project, view), f"Kept as {name}.")

    def _forget(self, name: str) -> None:
        project = self.query_shown.project
        self._keep(lambda client: client.inbox.forget_view(project, name), f"Forgot the view {name}.")

    def _keep(self, question: Callable[[Client], SavedViews], said: str) -> None:
        async def keep() -> None:
            try:
                self.views = (await self.ask(question)).items
            except (ClientError, WireError) as error:
                self.deck.complain(error)
                return
            self.views_changed()
            self.deck.say(printable(said))

        self.run_worker(keep(), group="acts")


def asked(query: Query, views: Sequence[SavedView]) -> Content:
    """The query, then the saved views with their keys."""
    text = (printable(query.where), "bold") if query.where else ("all units", "")
    parts: list[str | Content | tuple[str, str]] = [("/ ", "$accent"), text]
    for number, view in enumerate(views[:MOST_KEYS], 1):
        here = (view.where, view.sort) == (query.where, query.sort)
        style = "$accent" if here else "$foreground-muted"
        parts.append((f"   {number} {printable(view.name)}", style))
    return Content.assemble(*parts)
