"""Sending a word of the unit that is shown, and what comes back: an answer, a conflict, or a complaint."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from daemon.client import Client, ClientError
from daemon.client.errors import StaleError
from daemon.wire import codec
from daemon.wire.decision import Act, NewDecision
from daemon.wire.errors import WireError
from daemon.wire.inbox import InboxItem
from daemon.wire.review import Proposal, Review
from tui.act_summary import summarize_act
from tui.deck_screen import DeckScreen
from tui.dialogs.conflict_dialog import ConflictChoice, ConflictDialog, ConflictResolution
from tui.review import resend_command
from tui.review.attention_timer import AttentionTimer
from tui.review.review_session import ReviewSession


class SayingScreen(DeckScreen):
    """A screen with one unit on it. Which is next, and what it looks like, is for those that build on this."""

    review: Review | None = None
    proposal: Proposal | None = None  # the one that is compared: a word is of it then, not of the unit
    _waiting = False

    def __init__(self) -> None:
        super().__init__()
        self.attention = AttentionTimer(time.monotonic())

    @property
    def sitting(self) -> ReviewSession:
        """What is kept from unit to unit."""
        return self.deck.sitting

    def decided(self, decision: NewDecision) -> None:
        """Something was decided; go on from there."""

    def acted(self, act: Act) -> None:
        """An act came about that is no decision on this unit alone."""

    # --- on this unit

    def decide(self, decision: NewDecision, seen: Review | None = None) -> None:
        """Send a decision with how long one looked. One at a time: a second key waits for nothing.

        It is on the unit as it was `seen` when a dialog opened over it: what came since was hidden by the dialog.
        """
        review = seen or self.review
        if review is not None and not self._waiting:
            self._waiting = True
            seconds = round(self.attention.seconds(time.monotonic()), 1)
            said = replace(decision, seconds=seconds, blind=self.sitting.blind)
            self.run_worker(self._say(review, said), group="acts")

    async def _say(self, review: Review, decision: NewDecision) -> None:
        unit, revision = review.item.id, review.item.revision
        try:
            act = await self.ask(lambda client: client.reviews.decide(unit, decision, revision))
        except StaleError as error:
            self._conflict(error, decision)
            return
        except (ClientError, WireError) as error:
            self.deck.complain(error)
            self._remember(review.item, decision)
            return
        finally:
            self._waiting = False
        self.deck.begun.drop(review.item, decision.kind)
        if decision.kind != "comment":
            self.sitting.record(decision.kind, decision.seconds or 0.0)
        if decision.spec is not None:
            self.deck.drafts.drop(review.item)
        shown = f" It is {review.item.verdict}." if decision.blind else ""
        self.deck.say(summarize_act(act) + shown)
        self.decided(decision)

    def _remember(self, item: InboxItem, decision: NewDecision) -> None:
        """Keep the words of a decision that did not count."""
        self.deck.begun.keep(item, decision)
        if again := resend_command.resend_line(decision):
            self.deck.typed.append(again)
            self.deck.warn(resend_command.HINT)

    def _conflict(self, error: StaleError, decision: NewDecision) -> None:
        current = error.problem.current
        if current is None:
            self.deck.complain(error)
            self.refresh_data()
            return
        theirs = codec.from_json(Review, current)
        self.app.push_screen(ConflictDialog(theirs, decision), partial(self._settle, theirs, decision))

    def _settle(self, theirs: Review, decision: NewDecision, settled: ConflictResolution | None) -> None:
        if decision.spec is not None:
            self.keep(theirs.item, decision.spec)
        if settled is not None and settled.way is ConflictChoice.YOURS:
            self.decide(decision, theirs)
        else:
            self._remember(theirs.item, decision)
            self.refresh_data()

    def keep(self, item: InboxItem, text: str) -> bool:
        """Put a text aside that is not decided upon; whether it could be written down."""
        error = self.deck.drafts.keep(item, text)
        if error is not None:
            hint = "Until you leave the deck it is kept: e goes on with it."
            self.deck.warn(f"Your text could not be written down: {error.strerror}.", hint)
        return error is None

    # --- on more than this unit

    def act(self, question: Callable[[Client], Act]) -> None:
        """Do something that is no decision on this unit alone."""
        self.run_worker(self._act(question), group="acts")

    async def _act(self, question: Callable[[Client], Act]) -> None:
        try:
            act = await self.ask(question)
        except (ClientError, WireError) as error:
            self.deck.complain(error)
            return
        self.deck.say(summarize_act(act))
        self.acted(act)
