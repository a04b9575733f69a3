"""Deciding on the unit that is shown: each word by a key or on the command line, and what is asked before it."""

from collections.abc import Callable, Mapping
from functools import partial

from daemon.client import ClientError
from daemon.wire.decision import BulkDecision, NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.errors import WireError
from daemon.wire.inbox import InboxItem
from daemon.wire.review import CheckResult, Review
from tui.commands.shell_lines import Words
from tui.dialogs.bulk_dialog import BulkChoice, BulkDialog
from tui.dialogs.comment_dialog import CommentDialog, CommentInput
from tui.dialogs.flag_dialog import FlagDialog, FlagInput
from tui.dialogs.reject_dialog import RejectDialog, RejectInput
from tui.dialogs.waiver_dialog import WaiverDialog, WaiverInput
from tui.editor.edit_screen import EditedSpec, EditScreen
from tui.inbox.unit_columns import unit_label
from tui.inbox.unit_list import parse_rejection
from tui.review.send_decision import SayingScreen

ADVANCING = frozenset({DecisionKind("approve"), DecisionKind("reject"), DecisionKind("skip"), DecisionKind("flag")})
"""After these words of a unit the next one is shown."""


class UnitScreen(SayingScreen):
    """A screen with one unit on it, and the words for it."""

    # --- yes

    def action_approve(self) -> None:
        """Say yes to the text that is shown: the unit's, or the proposal's that is compared."""
        review = self.review
        if review is None:
            return
        number, unproved = self.proposal.id if self.proposal else None, self._unproved(review)
        if unproved:
            begun = self.deck.begun.of(review.item, DecisionKind("approve"), number)
            dialog = WaiverDialog(review.item.name, unproved, begun.note)
            self.app.push_screen(dialog, partial(self._waived, review, number))
        else:
            self.decide(NewDecision(DecisionKind("approve"), proposal=number))

    def _unproved(self, review: Review) -> str:
        """The verdict for which an approval of what is shown needs a reason; empty if it needs none."""
        if self.proposal is not None:
            return "" if self.proposal.verdict == "proved" else self.proposal.verdict
        return "" if review.item.verdict == "proved" or review.waiver else review.item.verdict

    def _waived(self, seen: Review, proposal: int | None, waived: WaiverInput | None) -> None:
        if waived is not None:
            self.decide(NewDecision(DecisionKind("approve"), waived.reason, proposal=proposal), seen)

    # --- no, later, somebody else

    def action_reject(self) -> None:
        """Say no to what is shown, and why."""
        if self.review is not None:
            about = "this proposal" if self.proposal else self.review.item.name
            number = self.proposal.id if self.proposal else None
            dialog = RejectDialog(about, self.deck.begun.of(self.review.item, DecisionKind("reject"), number))
            self.app.push_screen(dialog, partial(self._rejected, self.review, number))

    def _rejected(self, seen: Review, proposal: int | None, rejected: RejectInput | None) -> None:
        if rejected is not None:
            self.decide(_rejecting(rejected, proposal), seen)

    def action_skip(self) -> None:
        """Not now."""
        self.decide(NewDecision(DecisionKind("skip")))

    async def action_flag(self) -> None:
        """Ask for a second reviewer."""
        review = self.review
        if review is not None:
            project = review.item.project
            try:
                members = await self.ask(lambda client: client.people.list(project).items)
            except (ClientError, WireError) as error:
                self.deck.complain(error)
                return
            names = [member.name for member in members if not member.you]
            dialog = FlagDialog(review.item.name, names, self.deck.begun.of(review.item, DecisionKind("flag")))
            self.app.push_screen(dialog, partial(self._flagged, review))

    def _flagged(self, seen: Review, flagged: FlagInput | None) -> None:
        if flagged is not None:
            self.decide(NewDecision(DecisionKind("flag"), flagged.words, asked=flagged.whom), seen)

    # --- words

    def spec_line(self) -> int:
        """The line of the spec that a comment would be about; lines count from 1."""
        return 1

    def action_comment(self) -> None:
        """Say something of the line under the cursor."""
        if self.review is not None and self.review.deck.spec is not None:
            line = self.spec_line()
            lines = self.review.deck.spec.split("\n")
            text = lines[line - 1] if line <= len(lines) else ""
            begun = self.deck.begun.of(self.review.item, DecisionKind("comment"))
            self.app.push_screen(CommentDialog(line, text, begun.note), partial(self._remarked, self.review))

    def _remarked(self, seen: Review, remark: CommentInput | None) -> None:
        if remark is not None:
            self.decide(NewDecision(DecisionKind("comment"), remark.text, line=remark.line), seen)

    def _comment_in_line(self, text: str) -> None:
        self.decide(NewDecision(DecisionKind("comment"), text, line=self.spec_line()))

    # --- another text

    def action_edit(self) -> None:
        """Write another text, here."""
        self._edit(outside=False)

    def action_edit_outside(self) -> None:
        """Write another text, in $EDITOR; it is shown here before it is kept."""
        self._edit(outside=True)

    def _edit(self, *, outside: bool) -> None:
        if self.review is None:
            return
        item, draft = self.review.item, self.deck.drafts.of(self.review.item)
        text = draft or self.review.deck.spec or self.review.lift or ""

        async def check(spec: str) -> CheckResult:
            return await self.ask(lambda client: client.reviews.check(item.id, spec))

        about = f"{unit_label(item)}, your draft" if draft else unit_label(item)
        screen = EditScreen(about, text, check, sql=self.review.deck.sql, outside=outside)
        self.app.push_screen(screen, partial(self._written, self.review))

    def _written(self, seen: Review, written: EditedSpec | None) -> None:
        item = seen.item
        if written is None:
            return
        if written.text == (seen.deck.spec or ""):
            self.deck.drafts.drop(item)
            return
        kept = self.keep(item, written.text)
        if written.done:
            self.decide(NewDecision(DecisionKind("edit"), spec=written.text), seen)
        elif kept:
            self.deck.say("Your text is put aside; e goes on with it, tomorrow as well.")

    # --- all that are alike

    def action_approve_alike(self) -> None:
        """Approve every unit whose normal form is the same."""
        self._preview(NewDecision(DecisionKind("approve")))

    def action_reject_alike(self) -> None:
        """Reject every unit whose normal form is the same, for one reason."""
        if self.review is not None:
            self.app.push_screen(RejectDialog(f"all {self.review.item.alike} that are alike"), self._rejected_alike)

    def _rejected_alike(self, rejected: RejectInput | None) -> None:
        if rejected is not None:
            self._preview(_rejecting(rejected, None))

    def _preview(self, decision: NewDecision) -> None:
        if self.review is not None and self.review.item.cluster:
            self.run_worker(self._show_preview(self.review, decision), group="acts")

    async def _show_preview(self, review: Review, decision: NewDecision) -> None:
        alike = BulkDecision(decision, where=_alike(review.item), preview=True)
        try:
            act = await self.ask(lambda client: client.reviews.decide_all(review.item.project, alike))
        except (ClientError, WireError) as error:
            self.deck.complain(error)
            return
        dialog = BulkDialog(act, decision.kind.value)
        self.app.push_screen(dialog, partial(self._say_all, review.item.project, decision))

    def _say_all(self, project: str, decision: NewDecision, chosen: BulkChoice | None) -> None:
        if chosen is not None:
            asked = BulkDecision(decision, units=chosen.units, revisions=chosen.revisions)
            self.act(lambda client: client.reviews.decide_all(project, asked))

    # --- taking back

    def action_undo(self) -> None:
        """Take one's latest act back, wherever it was done, and whatever is still being read here."""
        project = self._project
        self.act(lambda client: client.reviews.undo(project))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        project = self._project
        self.act(lambda client: client.reviews.redo(project))

    @property
    def _project(self) -> str:
        return self.review.item.project if self.review else self.deck.project

    # --- on the command line

    def words(self) -> Words:
        if self.review is None:
            return {"project": self._project}
        item = self.review.item
        return {
            "project": self._project,
            "unit": str(item.id),
            "line": str(self.spec_line()),
            "proposal": str(self.proposal.id) if self.proposal else "",
            "waive": "REASON" if self._unproved(self.review) else "",
            "where_alike": _alike(item),
        }

    def says(self) -> Mapping[str, Callable[[str], None]]:
        return {
            "review.approve": lambda why: self.decide(NewDecision(DecisionKind("approve"), why)),
            "review.reject": self._reject_in_words,
            "review.skip": lambda why: self.decide(NewDecision(DecisionKind("skip"), why)),
            "review.flag": lambda whom: self.decide(NewDecision(DecisionKind("flag"), asked=tuple(whom.split()))),
            "review.comment": self._comment_in_line,
        }

    def _reject_in_words(self, words: str) -> None:
        decision = parse_rejection(words)
        if decision is None:
            self.deck.warn("A rejection has a reason.", "Type r alone to choose one.")
        else:
            self.decide(decision)


def _alike(item: InboxItem) -> str:
    """The query that finds all units whose normal form is the same."""
    return f'cluster = "{item.cluster}"' if item.cluster else f"id = {item.id}"


def _rejecting(rejected: RejectInput, proposal: int | None) -> NewDecision:
    return NewDecision(
        DecisionKind("reject"), rejected.words, rejected.reason, send_back=rejected.send_back, proposal=proposal
    )
