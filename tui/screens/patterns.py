"""The pattern library: browse it, search as you type, see which units carry a pattern out, decide on suggestions."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from daemon.client import Client, ClientError
from daemon.wire.errors import WireError
from daemon.wire.event import Event
from daemon.wire.library_pattern import PatternInstanceInfo, PatternInstances, PatternMove, PatternSummary
from daemon.wire.role import Permission
from tui.commands.shell_lines import ShellValues
from tui.deck_screen import DeckScreen
from tui.dialogs.merge_pattern_dialog import MergePatternDialog
from tui.dialogs.reject_pattern_dialog import RejectPatternDialog
from tui.inbox.unit_query import UnitQuery
from tui.lists.cursor_pages import CursorPages
from tui.lists.row_list import ROW_LIST, RowList
from tui.lists.row_source import RowSource
from tui.lists.sorted_source import sorted_source
from tui.patterns.pattern_columns import INSTANCE_COLUMNS, pattern_columns
from tui.patterns.pattern_editing import PatternEditing
from tui.patterns.pattern_facts import instance_facts, pattern_facts
from tui.patterns.pattern_line import PARTS, PatternLine
from tui.patterns.pattern_search import PatternSearch
from tui.screen_spec import ScreenSpec
from tui.widgets.fact_panel import FactPanel

SCREEN = ScreenSpec(
    name="patterns",
    title="Patterns",
    load=lambda: PatternsScreen,
    position=10,
    key="B",
    tab=False,
    nodes=(ROW_LIST,),
    command="specdeck patterns list",
    shell_lines={
        "patterns.search": "specdeck patterns search WORDS",
        "patterns.approve": "specdeck patterns approve {pattern}",
        "patterns.reject": "specdeck patterns reject {pattern} --reason REASON",
        "patterns.merge": "specdeck patterns merge {pattern} --into ID",
        "patterns.edit": "specdeck patterns edit {pattern}",
    },
)
EMPTY = "No pattern is like this.\nf shows another part of the library, esc all of it."
NO_UNIT = "No unit of this project carries the pattern out.\nesc leads back to the library."
UNDECIDED = ("suggested", "pending_validation")


class PatternsScreen(DeckScreen):
    """Lists patterns and, once one is opened, the units that carry it out, like `specdeck patterns list|instances`."""

    NAME = "patterns"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "next_part", "part", id="patterns.part"),
        Binding("slash", "search", "search", id="patterns.search"),
        Binding("a", "approve", "approve", id="patterns.approve"),
        Binding("r", "reject", "reject", id="patterns.reject"),
        Binding("M", "merge", "merge", id="patterns.merge", show=False),
        Binding("e", "edit_outside", "edit in $EDITOR", id="patterns.edit", show=False),
        Binding("escape", "close", "back", id="patterns.close"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._part, self._query, self._opened = PARTS[0], "", ""
        self._counts: dict[str, int] = {}

    def body(self) -> ComposeResult:
        yield PatternLine()
        yield PatternSearch()
        yield RowList[PatternSummary | PatternInstanceInfo](self._source(), EMPTY)
        yield FactPanel()

    async def load(self) -> None:
        self._counts.clear()
        if project := self.deck.project:
            counts = await self.ask(lambda client: client.patterns.counts(project))
            self._counts.update(counts.units)
        self._show_line()
        await self.query_one(RowList).reload()

    def is_affected_by(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(("pattern.", "job.done", "project.")) for event in events)

    def disabled_reason(self, action: str, parameters: tuple[object, ...] = ()) -> str | None:  # noqa: ARG002 - has none
        if action not in ("approve", "reject", "merge", "edit_outside"):
            return None
        pattern = self._pattern
        if pattern is None or (action != "edit_outside" and pattern.state not in UNDECIDED):
            return "This is for a suggested pattern, or one that waits for validation."
        if not self.deck.user.may(Permission.EDIT):
            return f"Not for a {self.deck.user.role.value}: it needs the permission to {Permission.EDIT.value}."
        return None

    def shell_values(self) -> ShellValues:
        pattern = self._pattern
        return {"project": self.deck.project, "pattern": pattern.id if pattern else self._opened}

    # --- keys

    def action_next_part(self) -> None:
        """Show the next part of the library."""
        self._part, self._opened = PARTS[(PARTS.index(self._part) + 1) % len(PARTS)], ""
        self._change()

    def action_search(self) -> None:
        """Search as you type."""
        if self._opened:
            self._opened = ""
            self._change()
        self.query_one(PatternSearch).open(self._query)

    def action_approve(self) -> None:
        """Approve the pattern under the cursor: one step of its life cycle."""
        if pattern := self._pattern:
            self._move(pattern, PatternMove("approve"))

    def action_reject(self) -> None:
        """Reject the pattern under the cursor, with a reason."""
        pattern = self._pattern
        if pattern is None:
            return

        def reject(step: PatternMove | None) -> None:
            if step is not None:
                self._move(pattern, step)

        self.app.push_screen(RejectPatternDialog(pattern), reject)

    def action_merge(self) -> None:
        """Merge the pattern under the cursor into another one."""
        pattern = self._pattern
        if pattern is None:
            return

        def merge(step: PatternMove | None) -> None:
            if step is not None:
                self._move(pattern, step)

        self.app.push_screen(MergePatternDialog(pattern), merge)

    def action_edit_outside(self) -> None:
        """Edit the pattern under the cursor in $EDITOR; the result is its next version."""
        if pattern := self._pattern:
            self.run_worker(PatternEditing(self).edit(pattern.id), group="edit", exclusive=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the key that goes back where there is something to go back to."""
        if action == "close" and not (self._opened or self._query or self._part != PARTS[0]):
            return self.query_one(PatternSearch).display
        return super().check_action(action, parameters)

    def action_close(self) -> None:
        """Leave the search; then go back to the patterns; then show all of them."""
        if self.query_one(PatternSearch).display:
            self._close_search()
        if self._opened:
            self._opened = ""
        elif self._query:
            self._query = ""
        else:
            self._part = PARTS[0]
        self._change()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Follow what is typed."""
        self._query = message.value.strip()
        self._change()

    def on_input_submitted(self) -> None:
        self._close_search()

    # --- the list

    def on_row_list_opened(self) -> None:
        """Open a pattern: its units; or a unit: its review."""
        row = self.query_one(RowList).current
        if isinstance(row, PatternSummary) and not self.deck.project:
            self.deck.toasts.refuse("There is no project yet, so no unit carries it out.")
        elif isinstance(row, PatternSummary):
            self._opened = row.id
            self._change()
        elif isinstance(row, PatternInstanceInfo):
            query = UnitQuery(self.deck.project, f"id = {row.unit}")
            self.app.push_screen(self.deck.make_screen("review", query, row.unit, 0))

    def on_row_list_cursor_moved(self) -> None:
        row = self.query_one(RowList).current
        if isinstance(row, PatternSummary):
            self.run_worker(self._describe(row), group="describe", exclusive=True)
        elif isinstance(row, PatternInstanceInfo):
            self.query_one(FactPanel).show(row.name, instance_facts(row))
        else:
            self.query_one(FactPanel).close()
        self.refresh_bindings()

    @property
    def _pattern(self) -> PatternSummary | None:
        row = self.query_one(RowList).current
        return row if isinstance(row, PatternSummary) else None

    async def _describe(self, row: PatternSummary) -> None:
        try:
            found = await self.ask(lambda client: client.patterns.get(row.id))
        except (ClientError, WireError) as error:
            self.deck.report_read(error)
            return
        self.query_one(FactPanel).show(f"{found.summary.title} ({found.summary.id})", pattern_facts(found))

    def _move(self, pattern: PatternSummary, step: PatternMove) -> None:
        self.deck.perform(
            lambda client: client.patterns.move(pattern.id, step),
            lambda found: f"{pattern.id} is now {found.summary.state}.",
        )

    def _close_search(self) -> None:
        self.query_one(PatternSearch).close()
        self.query_one(RowList).focus()

    def _change(self) -> None:
        rows = self.query_one(RowList)
        self.query_one(FactPanel).close()
        rows.empty = NO_UNIT if self._opened else EMPTY
        rows.change(self._source())
        self._show_line()
        self.refresh_data()

    def _show_line(self) -> None:
        if self._opened:
            self.query_one(PatternLine).show_pattern(self._opened)
        else:
            self.query_one(PatternLine).show_part(self._part, self._query)

    def _source(self) -> RowSource[PatternSummary | PatternInstanceInfo]:
        if self._opened:
            pages = CursorPages(self._read_units)
            return RowSource(pages.fetch, lambda row: row.unit, INSTANCE_COLUMNS)  # type: ignore[arg-type,union-attr]
        columns = pattern_columns(self._counts)
        return sorted_source(self._read_patterns, lambda row: row.id, columns)  # type: ignore[return-value]

    async def _read_units(self, cursor: str | None, _limit: int) -> PatternInstances:
        opened, after = self._opened, int(cursor or 0)
        return await self.ask(lambda client: client.patterns.instances(self.deck.project, opened, after))

    async def _read_patterns(self) -> Sequence[PatternSummary]:
        part, query = self._part, self._query

        def read(client: Client) -> list[PatternSummary]:
            if query:
                return [each.pattern for each in client.patterns.search(query, 200).items]
            return list(client.patterns.list(state="suggested" if part == "suggested" else "").items)

        return [each for each in await self.ask(read) if part in ("all", "suggested", each.tier)]
