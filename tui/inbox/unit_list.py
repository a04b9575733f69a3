"""Deciding from a list: on the unit under the cursor, on those that are chosen, or on all that a query finds."""

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from daemon.client import Client, ClientError
from daemon.wire.decision import Act, BulkDecision, NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.decisions.reject import REASONS
from daemon.wire.errors import WireError
from daemon.wire.inbox import InboxItem
from daemon.wire.role import Permission
from tui.act_summary import summarize_act
from tui.commands.shell_lines import Words
from tui.deck_screen import DeckScreen
from tui.inbox.unit_columns import unit_label
from tui.inbox.unit_query import UnitQuery
from tui.review.unsent_decisions import KEPT_HINT
from tui.widgets.row_list import RowList
from tui.widgets.selection import ALL_SELECTED

Answer = TypeVar("Answer")
EVERY_UNIT = "id > 0"  # a query that finds all of them, for a command that wants one
NEEDS = {
    "decide": Permission.DECIDE,
    "approve": Permission.DECIDE,
    "reject": Permission.DECIDE,
    "flag": Permission.DECIDE,
    "comment": Permission.COMMENT,
    "undo": Permission.COMMENT,
    "redo": Permission.COMMENT,
}


class UnitListScreen(DeckScreen):
    """A screen with one list of units. No reversible act asks whether one is sure: `u` takes it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "approve", "approve", id="inbox.approve"),
        Binding("r", "reject", "reject", id="inbox.reject"),
        Binding("s", "decide('skip')", "skip", id="inbox.skip"),
        Binding("f", "flag", "flag", id="inbox.flag"),
        Binding("c", "comment", "comment", id="inbox.comment", show=False),
        Binding("u", "undo", "undo", id="inbox.undo"),
        Binding("ctrl+r", "redo", "redo", id="inbox.redo", show=False),
    ]

    query_shown: UnitQuery

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str | None:
        person = self.deck.person
        if action not in NEEDS or person.may(NEEDS[action]):
            return None
        return f"Not for a {person.role.value}: it takes the right to {NEEDS[action].value}."

    def says(self) -> Mapping[str, Callable[[str], None]]:
        return {
            "inbox.approve": lambda why: self.decide(NewDecision(DecisionKind("approve"), note=why)),
            "inbox.reject": self._reject,
            "inbox.flag": lambda whom: self.decide(NewDecision(DecisionKind("flag"), asked=tuple(whom.split()))),
        }

    def decide(self, decision: NewDecision) -> None:
        """Say a word of what is chosen, or of the unit under the cursor."""
        self.run_worker(self._decide(decision), group="acts")

    # --- keys

    def action_decide(self, word: str) -> None:
        self.decide(NewDecision(DecisionKind(word)))

    def action_approve(self) -> None:
        """Approve; one unit that is not proved needs a reason, and somebody who may waive."""
        item = None if self._rows.chosen else self._rows.current
        if item is None or item.verdict == "proved" or not self.deck.person.may(Permission.WAIVE):
            self.action_decide("approve")
            return
        from tui.dialogs.waiver_dialog import WaiverDialog

        waiver = WaiverDialog(unit_label(item), item.verdict, self._begun(DecisionKind("approve")).note)
        self._ask_for(waiver, lambda given: NewDecision(DecisionKind("approve"), note=given.reason))

    def action_reject(self) -> None:
        """Reject for a reason."""
        from tui.dialogs.reject_dialog import RejectDialog

        self._ask_for(
            RejectDialog(self._about(), self._begun(DecisionKind("reject"))),
            lambda given: NewDecision(DecisionKind("reject"), given.words, given.reason, given.send_back),
        )

    async def action_flag(self) -> None:
        """Ask somebody else to look as well."""
        from tui.dialogs.flag_dialog import FlagDialog

        project = self.query_shown.project
        try:
            people = (await self.ask(lambda client: client.people.list(project))).items
        except (ClientError, WireError) as error:
            self.deck.complain(error)
            return
        others = [person.name for person in people if not person.you]
        dialog = FlagDialog(self._about(), others, self._begun(DecisionKind("flag")))
        self._ask_for(dialog, lambda given: NewDecision(DecisionKind("flag"), given.words, asked=given.whom))

    def action_comment(self) -> None:
        """Say something of the unit; a line of its own is commented on in the review."""
        from tui.dialogs.comment_dialog import CommentDialog

        dialog = CommentDialog(1, self._about(), self._begun(DecisionKind("comment")).note)
        self._ask_for(dialog, lambda given: NewDecision(DecisionKind("comment"), given.text, line=given.line))

    def action_undo(self) -> None:
        """Take one's latest act back, wherever it was done."""
        project = self.query_shown.project
        self.deck.act(lambda client: client.reviews.undo(project), summarize_act)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        project = self.query_shown.project
        self.deck.act(lambda client: client.reviews.redo(project), summarize_act)

    def words(self) -> Words:
        """The units that a word would be said of, as a command names them."""
        query, item, chosen = self.query_shown, self._rows.current, self._rows.chosen
        unit = str(item.id) if isinstance(item, InboxItem) else ""
        named = sorted(str(key) for key in chosen.keys) if chosen and not chosen.all else [unit] if unit else []
        everything = (query.where or EVERY_UNIT) if chosen == ALL_SELECTED else ""
        words = {"project": query.project, "where": query.where, "sort": query.sort, "where_chosen": everything}
        known = words | ({"unit": unit} if unit else {})
        return known | ({"units": () if everything else named} if everything or named else {})

    # --- parts

    @property
    def _rows(self) -> RowList[InboxItem]:
        return self.query_one(RowList)

    def _about(self) -> str:
        """What a dialog is about, in words."""
        rows, item = self._rows, self._rows.current
        if rows.chosen:
            return f"{rows.chosen.count(rows.total)} units"
        return unit_label(item) if item else "nothing"

    @property
    def _subject(self) -> InboxItem | None:
        """The one unit that a word would be of; None for several, or none."""
        return None if self._rows.chosen else self._rows.current

    def _begun(self, word: DecisionKind) -> NewDecision:
        """What was to be said of the same before, and did not count."""
        return self.deck.begun.of(self._subject, word)

    def _ask_for(self, dialog: ModalScreen[Answer | None], meant: Callable[[Answer], NewDecision]) -> None:
        def answered(given: Answer | None) -> None:
            if given is not None:
                self.decide(meant(given))

        if self._rows.current is not None:
            self.deck.push_screen(dialog, answered)

    def _reject(self, words: str) -> None:
        if decision := parse_rejection(words):
            self.decide(decision)
        else:
            self.deck.warn("A rejection has a reason.", f"One of {', '.join(REASONS)}; then what you want to say.")

    async def _decide(self, decision: NewDecision) -> None:
        rows, item, place = self._rows, self._subject, self._rows.place
        try:
            question = await self._question(decision)
            if not rows.chosen:
                rows.action_move(1)
            act = await self.ask(question) if question else None
        except (ClientError, WireError) as error:
            self.deck.complain(error)
            self._put_aside(decision, item, place)
            return
        if act is not None:
            self.deck.begun.drop(item, decision.kind)
            rows.clear_choice()
            self.deck.say(summarize_act(act))

    def _put_aside(self, decision: NewDecision, item: InboxItem | None, place: int) -> None:
        """Keep what did not count, and go back to the unit that it was of."""
        if item is not None:
            self._rows.go_to(item.id, place)
        if self.deck.begun.keep(item, decision):
            self.deck.warn(KEPT_HINT)

    async def _question(self, decision: NewDecision) -> Callable[[Client], Act] | None:
        rows, query = self._rows, self.query_shown
        if rows.choice == ALL_SELECTED:
            everything = BulkDecision(decision, where=query.where)
            return lambda client: client.reviews.decide_all(query.project, everything)
        if rows.chosen:
            units = cast("set[int]", await rows.chosen_keys())
            chosen = BulkDecision(decision, units=tuple(sorted(units)))
            return lambda client: client.reviews.decide_all(query.project, chosen)
        item = rows.current
        if item is None:
            return None
        return lambda client: client.reviews.decide(item.id, decision, item.revision)


def parse_rejection(words: str) -> NewDecision | None:
    """A reason of the taxonomy, then what one wants to say; None where it begins with no such reason."""
    reason = next((each for each in REASONS if words.startswith(each)), None)
    if reason is None:
        return None
    return NewDecision(DecisionKind("reject"), reason=reason, note=words.removeprefix(reason).strip(" :,"))
