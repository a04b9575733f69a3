"""The review of one unit of a list after the other."""

import time
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from daemon.client import Client, ClientError
from daemon.wire.decision import Act, NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.errors import WireError
from daemon.wire.event import Event
from daemon.wire.review import Proposal, Review
from tui.act_summary import summarize_act
from tui.commands.shell_lines import ShellValues
from tui.decisions.decision_screen import DECISION_KEYS, DecisionScreen, decision_bindings
from tui.decisions.decision_target import DecisionTarget
from tui.help.glossary import Term
from tui.inbox.unit_columns import unit_label
from tui.inbox.unit_query import UnitQuery
from tui.review.alike_decisions import AlikeDecisions, alike_query
from tui.review.attention_timer import AttentionTimer
from tui.review.diff_models import UnitComparison
from tui.review.list_walk import ListWalk
from tui.review.panels.panel import Panel
from tui.review.panels.panel_entries import PanelPage
from tui.review.prefetch import PreparedUnit
from tui.review.send_decision import DecisionSender
from tui.review.spec_editing import SpecEditing
from tui.review.unit_reader import UnitReader
from tui.review.unit_view import UnitView
from tui.review.why_disabled import disabled_reason, unproved_verdict

ADVANCING = frozenset({"approve", "reject", "skip", "flag"})
"""After these decisions the next unit is shown, unless the settings say otherwise."""
DECISIONS = decision_bindings("review", shown=DECISION_KEYS)
LEADING = ("approve", "reject", "skip", "flag", "comment")


class ReviewScreen(DecisionScreen):
    """Walks along a list from one of its units. A decision leads to the next unit, escape back to the list."""

    NAME = "review"
    PREFIX = "review"
    AUTO_FOCUS = "DiffView"
    BINDINGS: ClassVar[list[BindingType]] = [
        DECISIONS["approve"],
        DECISIONS["reject"],
        Binding("e", "edit", "edit", id="review.edit"),
        DECISIONS["skip"],
        Binding("u", "undo", "undo", id="review.undo"),
        DECISIONS["flag"],
        DECISIONS["comment"],
        Binding("m", "merge", "merge", id="review.merge"),
        *(binding for kind, binding in DECISIONS.items() if kind not in LEADING),
        Binding("full_stop", "go(1)", "next unit", id="review.next", key_display="."),
        Binding("comma", "go(-1)", "previous unit", id="review.previous", key_display=",", show=False),
        Binding("escape", "back", "back", id="review.back", key_display="esc"),
        Binding("A", "decide_alike('approve')", "approve all alike", id="review.approve_alike", show=False),
        Binding("R", "decide_alike('reject')", "reject all alike", id="review.reject_alike", show=False),
        Binding("C", "approve_copies", "approve all copies", id="review.approve_copies", show=False),
        Binding("E", "edit_outside", "edit in $EDITOR", id="review.edit_outside", show=False),
        Binding("ctrl+r", "redo", "redo", id="review.redo", show=False),
        Binding("d", "round_trip", "round trip", id="review.round_trip", show=False),
        Binding("i", "page('why')", "reasons to look", id="review.why", show=False),
        Binding("p", "page('proposals')", "proposals", id="review.proposals", show=False),
        Binding("H", "page('history')", "history", id="review.history", show=False),
        Binding("b", "blind", "blind review", id="review.blind", show=False),
        Binding("V", "try_unit", "try it in PostgreSQL", id="review.try_unit", show=False),
    ]

    def __init__(self, query: UnitQuery, unit: int, place: int = 0, start: int | None = None) -> None:
        super().__init__()
        self._start = start  # the character of the SQL to show first
        self.walk = ListWalk(query, unit, place)
        self.view = UnitView()
        self._reader = UnitReader(self, self.walk, self._show_position)
        self._sender = DecisionSender(self, self._go_on)
        self._editing = SpecEditing(self, self._sender)
        self._alike = AlikeDecisions(self, self.perform)

    def body(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.watch(self.app, "app_focus", self._change_focus, init=False)
        self.set_interval(60, self._show_pace)

    @property
    def review(self) -> Review | None:
        """The unit that is shown; None while it is being read."""
        return self.view.review

    @property
    def proposal(self) -> Proposal | None:
        """The proposal that is compared: a decision is about it then, not about the unit."""
        return self.view.proposal

    @property
    def _proposal_id(self) -> int | None:
        return None if self.proposal is None else self.proposal.id

    # --- reading

    async def load(self) -> None:
        unit = self.walk.unit
        try:
            found = await self._reader.read(unit)
        except (ClientError, WireError) as error:
            if self.review is None:
                self.view.fail(error)
            raise
        if unit == self.walk.unit:
            self._show(found)
        self._reader.prefetch()

    def _show_position(self) -> None:
        self.view.set_position(self.walk.position)

    def is_affected_by(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith("unit.") for event in events)

    def _show(self, prepared: PreparedUnit) -> None:
        if self.review is None or self.review.item.id != prepared.review.item.id:
            self._sender.attention = AttentionTimer(time.monotonic())
        self.view.position = self.walk.position
        self.view.show(prepared)
        self.view.go_to_start(self._start)
        self._start = None
        self._show_pace()

    def terms_under_cursor(self) -> Sequence[Term]:
        return self.view.terms_under_cursor()

    # --- deciding

    def target(self) -> DecisionTarget | None:
        review = self.review
        if review is None:
            return None
        line = self.view.spec_line()
        lines = (review.deck.spec or "").split("\n")
        text = "".join(lines[line - 1 : line])
        return DecisionTarget(
            unit_label(review.item),
            review.item.project,
            review.item,
            review,
            self._proposal_id,
            unproved_verdict(review, self.proposal),
            line,
            text,
        )

    def send(self, decision: NewDecision, target: DecisionTarget) -> None:
        if target.review is not None:
            self._sender.send(decision, target.review)

    def perform(self, request: Callable[[Client], Act]) -> None:
        self.run_worker(self._perform(request), group="acts")

    async def _perform(self, request: Callable[[Client], Act]) -> None:
        try:
            act = await self.ask(request)
        except (ClientError, WireError) as error:
            self.deck.report(error)
            return
        self.deck.toasts.show(summarize_act(act))
        changed = [outcome.unit for outcome in act.outcomes if outcome.problem is None]
        if len(changed) == 1 and changed[0] != self.walk.unit:
            self._go_to(changed[0])
        else:
            self.refresh_data()

    @property
    def decided_project(self) -> str:
        if self.review is None:
            return self.deck.project
        return self.review.item.project

    def disabled_reason(self, action: str, parameters: tuple[object, ...] = ()) -> str | None:
        if action in ("undo", "redo"):
            return super().disabled_reason(action, parameters)
        match action, parameters:
            case "decide", (kind, *_):
                action = str(kind)
            case "decide_alike", (kind, *_):
                action = f"{kind}_alike"
        return disabled_reason(self.review, self.proposal, action)

    def action_decide_alike(self, kind: str) -> None:
        """Decide on every unit with the same normal form."""
        if self.review is not None:
            self._alike.start(DecisionKind(kind), self.review)

    def action_approve_copies(self) -> None:
        """Approve this unit and those that are equal to it but for names."""
        if self.review is not None:
            self._alike.start_copies(self.review)

    def action_edit(self) -> None:
        """Edit the spec here."""
        if self.review is not None:
            self._editing.open(self.review, self.view.edited_line(), outside=False)

    def action_edit_outside(self) -> None:
        """Edit the spec in $EDITOR; it is shown here before it is saved."""
        if self.review is not None:
            self._editing.open(self.review, self.view.edited_line(), outside=True)

    def action_merge(self) -> None:
        """Compare the only open proposal, or list them; while comparing, merge the accepted hunks."""
        if self.review is None:
            return
        still_open = [proposal for proposal in self.review.proposals if proposal.state == "open"]
        if self.proposal is not None:
            self._merge(self.review, self.proposal)
        elif len(still_open) == 1:
            self.view.compare(still_open[0].id)
            self.deck.toasts.show("Space accepts or rejects a hunk, m merges the accepted ones.")
        else:
            self.view.toggle_page(PanelPage.PROPOSALS)

    def _merge(self, review: Review, proposal: Proposal) -> None:
        hunks = tuple(hunk.number for hunk in self.view.diff.model.hunks if hunk.accepted)
        if hunks:
            self._sender.send(NewDecision(DecisionKind("merge"), proposal=proposal.id, hunks=hunks), review)
        else:
            self.deck.toasts.warn("No hunk is accepted.", "Space accepts the one under the cursor; a approves all.")

    # --- going on

    def _go_on(self, decision: NewDecision) -> None:
        """Go on after a decision: to the next unit, or to the same one as it is now."""
        if decision.proposal is not None:
            self.view.comparison, self.view.proposal = UnitComparison.LINKS, None
        if decision.kind not in ADVANCING or not self.deck.preferences.advance:
            self.refresh_data()
        elif self.walk.ends(1):
            self.run_worker(self._finish(), group="steps")
        else:
            self.action_go(1)

    async def _finish(self) -> None:
        """Stay on the last unit of the list; go back to the list once nothing is left in it."""
        try:
            await self._reader.read_list()
        except (ClientError, WireError) as error:
            self.deck.report(error)
        if self.walk.is_empty:
            self.app.pop_screen()
        else:
            self.refresh_data()

    def action_go(self, way: int) -> None:
        """Show the unit this many steps away."""
        unit = self.walk.neighbour(way)
        if unit is not None:
            self._go_to(unit)
        elif self.walk.ends(way):
            end = "last" if way > 0 else "first"
            self.deck.toasts.refuse(f"This is the {end} unit of the list.")
        else:
            self.run_worker(self._read_list_and_go(way), group="steps")

    async def _read_list_and_go(self, way: int) -> None:
        """Read the list first: the keys came faster than it was read ahead."""
        try:
            await self._reader.read_list()
        except (ClientError, WireError) as error:
            self.deck.report(error)
        else:
            self.action_go(way)

    def _go_to(self, unit: int) -> None:
        found = self.walk.go(unit)
        if found is None:
            self.view.leave()
            self.refresh_bindings()
            self.refresh_data()
        else:
            self._show(found)
            self._reader.prefetch()

    def action_back(self) -> None:
        """Fold the panel, then leave the comparison, then the unit."""
        if not self.view.step_back():
            self.app.pop_screen()

    # --- ways to look

    def action_round_trip(self) -> None:
        """Show the SQL beside the SQL generated from the spec, or go back."""
        self.view.toggle_round_trip()

    def action_page(self, name: str) -> None:
        """Open or fold a page of the panel."""
        self.view.toggle_page(PanelPage(name))

    def action_blind(self) -> None:
        """Hide verdict and findings until a decision, for an unbiased review; or show them again."""
        self.deck.session.blind = not self.deck.session.blind
        self.view.draw()

    def action_try_unit(self) -> None:
        """Run the SQL and that of the spec side by side in a scratch server; the verdict appears here."""
        if self.review is not None:
            unit, name = self.review.item.id, unit_label(self.review.item)
            self.deck.perform(lambda client: client.trials.order(unit), lambda _: f"Trying {name}.")

    def cursor_line(self) -> int:
        return self.view.cursor_line

    # --- on the command line

    def shell_values(self) -> ShellValues:
        if self.review is None:
            return {"project": self.decided_project}
        item = self.review.item
        return {
            "project": self.decided_project,
            "unit": str(item.id),
            "line": str(self.view.spec_line()),
            "proposal": str(self._proposal_id or ""),
            "waive": "REASON" if unproved_verdict(self.review, self.proposal) else "",
            "where_alike": alike_query(item),
        }

    # --- attention

    def on_key(self, event: events.Key) -> None:  # noqa: ARG002 - Textual's
        self._sender.attention.touch(time.monotonic())

    def on_mouse_scroll_down(self) -> None:
        self._sender.attention.touch(time.monotonic())

    def _change_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - a watcher's signature
        if not has_focus:
            self._sender.attention.leave(time.monotonic())

    def _show_pace(self) -> None:
        now, session = time.monotonic(), self.deck.session
        self.query_one(Panel).show_pace(session.pace(now), session.nudge(now))
