"""Decide on every unit like the one that is shown, or on its copies, after a preview."""

from collections.abc import Callable
from functools import partial

from daemon.client import Client, ClientError
from daemon.wire.decision import Act, BulkDecision, NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.errors import WireError
from daemon.wire.inbox import InboxItem
from daemon.wire.review import Review
from tui.deck_screen import DeckScreen
from tui.dialogs.bulk_dialog import BulkChoice, BulkDialog
from tui.dialogs.reject_dialog import RejectDialog


class AlikeDecisions:
    """Previews a decision on all alike units over a screen, then sends it."""

    def __init__(self, screen: DeckScreen, perform: Callable[[Callable[[Client], Act]], None]) -> None:
        self._screen = screen
        self._perform = perform

    def start(self, kind: DecisionKind, review: Review) -> None:
        """Ask for a reason if the kind needs one, then show the preview."""
        draft = NewDecision(kind)
        if kind == "reject":
            dialog = RejectDialog(f"all {review.item.alike} that are alike", draft)
            self._screen.app.push_screen(dialog, partial(self._preview, review))
        else:
            self._preview(review, draft)

    def start_copies(self, review: Review) -> None:
        """Show the preview of an approval of the unit and of those that are equal to it but for names."""
        decision = NewDecision(DecisionKind("approve"))
        self._screen.run_worker(
            self._show_preview(review, decision, lambda client: _copies_bulk(client, review, decision)), group="acts"
        )

    def _preview(self, review: Review, decision: NewDecision | None) -> None:
        if decision is not None and review.item.cluster:
            bulk = BulkDecision(decision, where=alike_query(review.item), preview=True)
            self._screen.run_worker(self._show_preview(review, decision, lambda _: bulk), group="acts")

    async def _show_preview(
        self, review: Review, decision: NewDecision, bulk: Callable[[Client], BulkDecision]
    ) -> None:
        project = review.item.project
        try:
            act = await self._screen.ask(lambda client: client.reviews.decide_all(project, bulk(client)))
        except (ClientError, WireError) as error:
            self._screen.deck.report(error)
            return
        dialog = BulkDialog(act, decision.kind.value)
        self._screen.app.push_screen(dialog, partial(self._apply, project, decision))

    def _apply(self, project: str, decision: NewDecision, choice: BulkChoice | None) -> None:
        if choice is not None:
            bulk = BulkDecision(decision, units=choice.units, revisions=choice.revisions)
            self._perform(lambda client: client.reviews.decide_all(project, bulk))


def _copies_bulk(client: Client, review: Review, decision: NewDecision) -> BulkDecision:
    copies = client.reuse.copies(review.item.id).items
    return BulkDecision(decision, units=(review.item.id, *(each.unit for each in copies)), preview=True)


def alike_query(item: InboxItem) -> str:
    """Return the query that finds every unit with the same normal form."""
    if item.cluster:
        return f'cluster = "{item.cluster}"'
    return f"id = {item.id}"
