"""The inbox: the units of a project that a query finds, with the state of each."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from daemon.client import Client
from daemon.wire.decision import Act, NewDecision
from daemon.wire.event import Event
from daemon.wire.inbox import DEFAULT_QUERY, InboxCounts, InboxItem, InboxPage, QueryTerm, SavedView
from tui.act_summary import summarize_act
from tui.commands.shell_lines import ShellValues
from tui.decisions.decision_screen import DECISION_KEYS, DecisionScreen, decision_bindings
from tui.decisions.decision_target import DecisionTarget
from tui.inbox.column_keys import COLUMN_BINDINGS, ColumnKeys
from tui.inbox.empty_inbox import NO_PROJECT, AllReviewed, empty_text, is_all_reviewed
from tui.inbox.list_decisions import ListDecisions
from tui.inbox.query_submission import QuerySubmission
from tui.inbox.saved_views import DIGITS, VIEW_BINDINGS, SavedViewKeys, query_and_views
from tui.inbox.unit_query import UnitQuery
from tui.lists.row_list import ROW_LIST, RowList
from tui.lists.row_source import RowSource
from tui.plural import count_noun
from tui.screen_spec import ScreenSpec
from tui.widgets.query_line import QueryLine
from tui.widgets.review_progress import ReviewProgress

if TYPE_CHECKING:
    from tui.review.list_walk import ListWalk
    from tui.review.review_screen import ReviewScreen

SELECTED = "{units} --where {where_chosen} --project {project}"
QUERY = "--where {where} --sort {sort} --project {project}"
SCREEN = ScreenSpec(
    name="inbox",
    title="Inbox",
    load=lambda: InboxScreen,
    position=1,
    key="I",
    nodes=(ROW_LIST,),
    command="specdeck review list --project {project}",
    shell_lines={
        "inbox.filter": "specdeck review list --where {where} --project {project}",
        "inbox.order": f"specdeck review list {QUERY}",
        "inbox.columns": "specdeck review list --columns FIELDS --project {project}",
        "inbox.approve": f"specdeck review approve {SELECTED}",
        "inbox.reject": f"specdeck review reject {SELECTED} --reason REASON",
        "inbox.skip": f"specdeck review skip {SELECTED}",
        "inbox.flag": f"specdeck review flag {SELECTED} --to NAME",
        "inbox.comment": "specdeck review comment {unit} TEXT",
        "inbox.undo": "specdeck review undo --project {project}",
        "inbox.redo": "specdeck review redo --project {project}",
        "inbox.save_view": f"specdeck review view save NAME {QUERY}",
        "inbox.rename_view": "specdeck review view rename {view} NEW --project {project}",
        "inbox.delete_view": "specdeck review view remove {view} --project {project}",
        "rows.open": "specdeck review show {unit}",
    },
)
COUNTED = "not superseded and not folded"  # the units that are due: the progress is about them
AFFECTING = ("unit.", "project.", "source.")
DECISIONS = decision_bindings("inbox", shown=("approve", "reject", "skip", "flag"))
LEADING = ("approve", "reject", "skip", "flag", "comment")
"""The order of the footer; other kinds of decision follow."""


class InboxScreen(DecisionScreen):
    """Lists units; opening one starts a review along the list."""

    NAME = "inbox"
    PREFIX = "inbox"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(DECISIONS[kind] for kind in dict.fromkeys((*LEADING, *DECISION_KEYS))),
        Binding("u", "undo", "undo", id="inbox.undo"),
        Binding("ctrl+r", "redo", "redo", id="inbox.redo", show=False),
        *VIEW_BINDINGS,
        # Taken before any other key: the query that is typed next must not be read as keys.
        Binding("slash", "filter", "filter", id="inbox.filter", priority=True),
        *COLUMN_BINDINGS,
        Binding("escape", "back", "back", id="inbox.back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.query_shown = UnitQuery("")
        self._decisions = ListDecisions(self, lambda: self.query_shown)
        self._views = SavedViewKeys(self, lambda: self.query_shown, self.show, self._describe)
        self._columns = ColumnKeys(self, lambda: self.query_shown, self.show)
        self._submission = QuerySubmission(self, lambda: self.query_shown, self.show, self._count)
        self._terms: Sequence[QueryTerm] = ()
        self._counts: InboxCounts | None = None
        self._hint = ""  # what a query that finds nothing may have meant
        self._walk: ListWalk | None = None  # of the review that was opened last

    def body(self) -> ComposeResult:
        yield ReviewProgress()
        yield QueryLine(lambda: self._terms)
        yield RowList[InboxItem](self._source())
        yield AllReviewed()

    def on_mount(self) -> None:
        self.watch(self.app, "project", self._enter, init=False)

    @property
    def _rows(self) -> RowList[InboxItem]:
        return self.query_one(RowList)

    # --- reading

    async def load(self) -> None:
        if not self.query_shown.project:
            self._enter(self.deck.project)
        if not self.query_shown.project:
            self._set_empty_text(NO_PROJECT)
            self._show_all_reviewed(None)
            await self._rows.reload()
            return
        everything = replace(self.query_shown, where=COUNTED)
        self._counts, _ = await asyncio.gather(self._count(everything), self._rows.reload())
        if not self._terms:
            self._terms, self._views.views = await self.ask(self._read_vocabulary)
        self._describe()

    def is_affected_by(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(AFFECTING) for event in events)

    async def _count(self, query: UnitQuery) -> InboxCounts:
        return await self.ask(lambda client: client.inbox.counts(query.project, query.where))

    def _read_vocabulary(self, client: Client) -> tuple[Sequence[QueryTerm], Sequence[SavedView]]:
        return client.inbox.terms().items, client.inbox.views(self.query_shown.project).items

    def _source(self) -> RowSource[InboxItem]:
        query = self.query_shown

        async def fetch(offset: int, limit: int) -> InboxPage:
            if not query.project:
                return InboxPage((), 0, 0)
            page = await self.ask(lambda c: c.inbox.page(query.project, query.where, query.sort, offset, limit))
            self._hint = page.hint
            return page

        return RowSource(fetch, lambda item: item.id, self._columns.columns())

    # --- what is shown

    def show(self, query: UnitQuery) -> None:
        """Show other units, or the same in another order."""
        self.query_shown = query
        self._rows.change(self._source())
        self.refresh_data()

    def _enter(self, project: str) -> None:
        if project != self.query_shown.project:
            self._terms = ()
            self.show(UnitQuery(project, DEFAULT_QUERY, self._columns.kept().sort))

    def _describe(self) -> None:
        """Update the lines above the list."""
        counts, query = self._counts, self.query_shown
        if counts is None:
            return
        self._set_empty_text(empty_text(query, counts, self._hint))
        self._show_all_reviewed(counts if is_all_reviewed(query, counts) and not self._rows.total else None)
        self.query_one(ReviewProgress).show(counts)
        order = f", by {_order_in_words(query.sort)}" if query.sort else ""
        right = self._amount(self._rows.total) + order
        self.query_one(QueryLine).describe(query_and_views(query, self._views.views), right)

    def _show_all_reviewed(self, counts: InboxCounts | None) -> None:
        """Show the end of the work instead of an empty list, or the list again."""
        is_end, rows = counts is not None, self._rows
        if rows.display is is_end:
            rows.display = not is_end
            if not is_end:
                rows.focus()
        self.query_one(AllReviewed).show(counts)

    def _amount(self, total: int) -> str:
        if selected := self._rows.selection.count(total):
            return f"{selected} of {total} selected"
        return count_noun(total, "unit")

    def _set_empty_text(self, text: str) -> None:
        rows = self._rows
        if text != rows.empty:
            rows.empty = text
            if not rows.total:  # the former text is on the screen
                rows.refresh()

    # --- deciding

    def target(self) -> DecisionTarget | None:
        return self._decisions.target()

    def send(self, decision: NewDecision, target: DecisionTarget) -> None:
        self._decisions.send(decision, target)

    def perform(self, request: Callable[[Client], Act]) -> None:
        self.deck.perform(request, summarize_act)

    @property
    def decided_project(self) -> str:
        return self.query_shown.project

    def disabled_reason(self, action: str, parameters: tuple[object, ...] = ()) -> str | None:
        return self._views.disabled_reason(action) or super().disabled_reason(action, parameters)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "filter":
            return not self.query_one(QueryLine).editing
        if action == "view":
            return int(str(parameters[0])) <= len(self._views.views)
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Show that a digit has no view yet."""
        if event.key in DIGITS and event.key not in self.active_bindings:
            self.deck.toasts.refuse(f"No view {event.key} yet: w saves the current query as one.")

    # --- commands

    def argument_handlers(self) -> Mapping[str, Callable[[str], None]]:
        own = {"inbox.filter": self.filter_by, "inbox.order": self._columns.order_by}
        return {**super().argument_handlers(), **self._views.argument_handlers(), **own}

    def shell_values(self) -> ShellValues:
        view = self._views.current
        return {**self._decisions.shell_values(), "view": view.name if view else ""}

    def action_view(self, number: int) -> None:
        """Show a saved view."""
        self._views.open(number)

    def action_save_view(self) -> None:
        """Save the current query as a view."""
        self._views.ask_to_save()

    def action_rename_view(self) -> None:
        """Rename the current view."""
        self._views.ask_to_rename()

    def action_delete_view(self) -> None:
        """Delete the current view."""
        self._views.delete()

    # --- the query

    def action_filter(self) -> None:
        """Type which units to show; what is typed narrows the current query."""
        where = self.query_shown.where
        self.query_one(QueryLine).edit(f"{where} " if where else "")

    def filter_by(self, where: str) -> None:
        """Show the units that a query finds. A query with a mistake is opened for editing."""
        self.post_message(QueryLine.Submitted(where, final=True))

    def on_query_line_submitted(self, message: QueryLine.Submitted) -> None:
        self._submission.submit(message)

    def on_query_line_cancelled(self) -> None:
        self._rows.release()
        self._describe()

    def action_order(self) -> None:
        """Switch to the next order."""
        self._columns.next_order()

    def action_columns(self) -> None:
        """Choose the columns and the order."""
        self._columns.ask(self._terms)

    def action_back(self) -> None:
        """Clear the selection; without one, show all units again."""
        if self._rows.selection:
            self._rows.clear_selection()
        elif self.query_shown.where:
            self.show(replace(self.query_shown, where=""))

    # --- the list

    def on_row_list_selection_changed(self) -> None:
        self._describe()

    def on_row_list_title_clicked(self, message: RowList.TitleClicked) -> None:
        self._columns.order_by_field(message.field)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        item = message.rows.current
        if isinstance(item, InboxItem):
            review = cast(
                "ReviewScreen", self.deck.make_screen("review", self.query_shown, item.id, message.rows.place)
            )
            self._walk = review.walk
            self.app.push_screen(review)

    def on_screen_resume(self) -> None:
        """Go to the unit that was reviewed last."""
        if self._walk is not None:
            self._rows.go_to(self._walk.unit, self._walk.place)
            self._walk = None


def _order_in_words(sort: str) -> str:
    """Return an order in words: `-changed` is for typing."""
    return f"{sort[1:]}, last first" if sort.startswith("-") else sort
