"""Decide from a list: on the unit under the cursor, on the selected ones, or on all that a query finds."""

from collections.abc import Callable
from typing import cast

from daemon.client import Client, ClientError
from daemon.wire.decision import Act, BulkDecision, NewDecision
from daemon.wire.errors import WireError
from daemon.wire.inbox import InboxItem
from daemon.wire.role import Permission
from tui.act_summary import summarize_act
from tui.commands.shell_lines import ShellValues
from tui.decisions.decision_target import DecisionTarget
from tui.deck_screen import DeckScreen
from tui.inbox.unit_columns import unit_label
from tui.inbox.unit_query import UnitQuery
from tui.lists.row_list import RowList
from tui.lists.selection import ALL_SELECTED
from tui.review.unsent_decisions import KEPT_HINT

EVERY_UNIT = "id > 0"  # a query that finds all units, for a command that needs one


class ListDecisions:
    """Knows what a decision on the list of a screen is about, and sends it."""

    def __init__(self, screen: DeckScreen, query: Callable[[], UnitQuery]) -> None:
        self._screen = screen
        self._query = query

    @property
    def _rows(self) -> RowList[InboxItem]:
        return self._screen.query_one(RowList)

    def target(self) -> DecisionTarget | None:
        """Return the selected units, or the one under the cursor."""
        rows, project = self._rows, self._query().project
        if rows.current is None:
            return None
        if rows.selection:
            label = f"{rows.selection.count(rows.total)} units"
            return DecisionTarget(label, project, line_text=label)
        label = unit_label(rows.current)
        waived = self._waived_verdict(rows.current)
        return DecisionTarget(label, project, rows.current, waived_verdict=waived, line_text=label)

    def _waived_verdict(self, item: InboxItem) -> str:
        """Return the verdict that needs a reason; without the right to waive, the daemon gives the refusal."""
        may_waive = self._screen.deck.user.may(Permission.WAIVE)
        return item.verdict if may_waive and item.verdict != "proved" else ""

    def shell_values(self) -> ShellValues:
        """Return the units that a command would name."""
        query, selection = self._query(), self._rows.selection
        unit = self._unit_id()
        values: dict[str, str | tuple[str, ...]] = {
            "project": query.project,
            "where": query.where,
            "sort": query.sort,
            "where_chosen": "",
        }
        if unit:
            values["unit"] = unit
        if selection == ALL_SELECTED:
            return values | {"where_chosen": query.where or EVERY_UNIT, "units": ()}
        if selection and not selection.all:
            return values | {"units": tuple(sorted(map(str, selection.keys)))}
        if unit:
            values["units"] = (unit,)
        return values

    def _unit_id(self) -> str:
        item = self._rows.current
        return str(item.id) if isinstance(item, InboxItem) else ""

    # --- sending

    def send(self, decision: NewDecision, target: DecisionTarget) -> None:
        """Send a decision. The cursor moves on at once, and comes back if the decision fails."""
        self._screen.run_worker(self._send(decision, target.item), group="acts")

    async def _send(self, decision: NewDecision, item: InboxItem | None) -> None:
        rows, place = self._rows, self._rows.place
        try:
            request = await self._request(decision, item)
            if item is not None and self._screen.deck.preferences.advance:
                rows.action_move(1)
            act = await self._screen.ask(request)
        except (ClientError, WireError) as error:
            self._screen.deck.report(error)
            self._keep(decision, item, place)
            return
        self._screen.deck.unsent.drop(item, decision.kind)
        rows.clear_selection()
        self._screen.deck.toasts.show(summarize_act(act))

    def _keep(self, decision: NewDecision, item: InboxItem | None, place: int) -> None:
        """Keep a decision that could not be sent, and go back to its unit."""
        if item is not None:
            self._rows.go_to(item.id, place)
        if self._screen.deck.unsent.keep(item, decision):
            self._screen.deck.toasts.warn(KEPT_HINT)

    async def _request(self, decision: NewDecision, item: InboxItem | None) -> Callable[[Client], Act]:
        if item is not None:
            return lambda client: client.reviews.decide(item.id, decision, item.revision)
        bulk, project = await self._bulk(decision), self._query().project
        return lambda client: client.reviews.decide_all(project, bulk)

    async def _bulk(self, decision: NewDecision) -> BulkDecision:
        if self._rows.selection == ALL_SELECTED:
            return BulkDecision(decision, where=self._query().where)
        units = cast("set[int]", await self._rows.selected_keys())
        return BulkDecision(decision, units=tuple(sorted(units)))
