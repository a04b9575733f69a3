"""Edit the spec of the unit that is shown, here or in $EDITOR."""

from functools import partial

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.review import CheckResult, Review
from tui.deck_screen import DeckScreen
from tui.editor.edit_screen import EditedSpec, EditScreen
from tui.inbox.unit_columns import unit_label
from tui.review.send_decision import DecisionSender


class SpecEditing:
    """Opens the editor over a screen. A text that is left is kept as a draft."""

    def __init__(self, screen: DeckScreen, sender: DecisionSender) -> None:
        self._screen = screen
        self._sender = sender

    def open(self, review: Review, line: int, *, outside: bool) -> None:
        """Edit the draft, or else the spec in review, from a line of it; `outside` begins in $EDITOR."""
        item, draft = review.item, self._screen.deck.drafts.get(review.item)
        text = draft or review.deck.spec or review.lift or ""

        async def check(spec: str) -> CheckResult:
            return await self._screen.ask(lambda client: client.reviews.check(item.id, spec))

        label = f"{unit_label(item)}, your draft" if draft else unit_label(item)
        screen = EditScreen(label, text, check, sql=review.deck.sql, line=line, outside=outside)
        self._screen.app.push_screen(screen, partial(self._finish, review))

    def _finish(self, seen: Review, edited: EditedSpec | None) -> None:
        if edited is None:
            return
        if edited.dropped or edited.text == (seen.deck.spec or ""):
            self._screen.deck.drafts.drop(seen.item)
            if edited.dropped:
                self._screen.deck.toasts.show("The draft was dropped.")
            return
        is_saved = self._sender.keep_draft(seen.item, edited.text)
        if edited.done:
            self._sender.send(NewDecision(DecisionKind("edit"), spec=edited.text), seen)
        elif is_saved:
            self._screen.deck.toasts.show("Your draft is saved; e continues it at any time.")
