"""Send a decision on the unit that is shown, and handle the reply: a result, a conflict or an error."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from daemon.client import ClientError
from daemon.client.errors import StaleError
from daemon.wire import codec
from daemon.wire.decision import NewDecision
from daemon.wire.errors import WireError
from daemon.wire.inbox import InboxItem
from daemon.wire.review import Review
from tui.act_summary import summarize_act
from tui.deck_screen import DeckScreen
from tui.dialogs.conflict_dialog import ConflictChoice, ConflictDialog
from tui.review import resend_command
from tui.review.attention_timer import AttentionTimer


class DecisionSender:
    """Sends one decision at a time, with how long the user looked at the unit."""

    def __init__(self, screen: DeckScreen, decided: Callable[[NewDecision], None]) -> None:
        self._screen = screen
        self._decided = decided
        self._is_waiting = False
        self.attention = AttentionTimer(time.monotonic())

    def send(self, decision: NewDecision, seen: Review) -> None:
        """Send a decision on the unit as it was seen: a dialog hides what happens meanwhile.

        While a decision is being sent, another one is dropped.
        """
        if self._is_waiting:
            return
        self._is_waiting = True
        seconds = round(self.attention.seconds(time.monotonic()), 1)
        complete = replace(decision, seconds=seconds, blind=self._screen.deck.session.blind)
        self._screen.run_worker(self._send(seen, complete), group="acts")

    async def _send(self, review: Review, decision: NewDecision) -> None:
        unit, revision = review.item.id, review.item.revision
        try:
            act = await self._screen.ask(lambda client: client.reviews.decide(unit, decision, revision))
        except StaleError as error:
            self._resolve_conflict(error, decision)
            return
        except (ClientError, WireError) as error:
            self._screen.deck.report(error)
            self._keep(review.item, decision)
            return
        finally:
            self._is_waiting = False
        self._clean_up(review.item, decision)
        verdict = f" It is {review.item.verdict}." if decision.blind else ""
        self._screen.deck.toasts.show(summarize_act(act) + verdict)
        self._decided(decision)

    def _clean_up(self, item: InboxItem, decision: NewDecision) -> None:
        """Count the decision, and drop what was kept until it was sent."""
        deck = self._screen.deck
        deck.unsent.drop(item, decision.kind)
        if decision.kind != "comment":
            deck.session.record(decision.kind, decision.seconds or 0.0)
        if decision.spec is not None:
            deck.drafts.drop(item)

    def _keep(self, item: InboxItem, decision: NewDecision) -> None:
        """Keep what the user wrote in a decision that could not be sent."""
        deck = self._screen.deck
        deck.unsent.keep(item, decision)
        if line := resend_command.resend_line(decision):
            deck.command_history.append(line)
            deck.toasts.warn(resend_command.HINT)

    def _resolve_conflict(self, error: StaleError, decision: NewDecision) -> None:
        current = error.problem.current
        if current is None:
            self._screen.deck.report(error)
            self._screen.refresh_data()
            return
        theirs = codec.from_json(Review, current)
        self._screen.app.push_screen(ConflictDialog(theirs, decision), partial(self._settle, theirs, decision))

    def _settle(self, theirs: Review, decision: NewDecision, choice: ConflictChoice | None) -> None:
        if decision.spec is not None:
            self.keep_draft(theirs.item, decision.spec)
        if choice is ConflictChoice.YOURS:
            self.send(decision, theirs)
        else:
            self._keep(theirs.item, decision)
            self._screen.refresh_data()

    def keep_draft(self, item: InboxItem, text: str) -> bool:
        """Keep a text that is not decided on. Return whether it could be written to disk."""
        error = self._screen.deck.drafts.keep(item, text)
        if error is not None:
            hint = "It is kept until you leave the deck; e continues it."
            self._screen.deck.toasts.warn(f"Your text could not be saved: {error.strerror}.", hint)
        return error is None
