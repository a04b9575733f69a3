"""Apply a file of decisions line by line, so that applying it again changes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from daemon.client.errors import ProblemError, UnavailableError
from daemon.wire.decision import BulkDecision, NewDecision
from daemon.wire.decision_kinds import DESCRIPTORS
from specdeck.errors import CommandError
from specdeck.review.decision_lines import DecisionLine
from specdeck.review.unit_lookup import UnitLookup

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.review import Review

# A refusal with one of these codes means that there was nothing to change.
ALREADY_DONE = frozenset({"review.approved", "review.twice", "review.rejected", "review.unchanged", "review.flagged"})
# Decisions that do not change the state of a unit, so that they do not supersede others.
STATELESS = frozenset({"comment", "assign"})


@dataclass(frozen=True, slots=True)
class AppliedLine:
    """The outcome of a line: done, already (nothing to change), refused, or able (in a preview); `act` undoes it."""

    line: int
    unit: str
    kind: str
    outcome: str
    act: str | None = None
    code: str | None = None
    sentence: str = ""
    hint: str = ""


class DecisionFile:
    """The decisions of one file; a refused line does not stop the next one."""

    def __init__(self, client: "Client", lines: Sequence[DecisionLine], project: str) -> None:
        self._client = client
        self._lines = lines
        self._lookup = UnitLookup(client, project)

    def run(self, preview: bool) -> Iterator[AppliedLine]:
        """Send each line in turn, or in a preview find out what would happen."""
        for at, line in enumerate(self._lines):
            try:
                yield self._apply_line(at, line, preview)
            except UnavailableError:
                raise
            except (ProblemError, CommandError) as error:
                yield _refused(line, error.code, getattr(error, "sentence", str(error)), error.hint)

    def _apply_line(self, at: int, line: DecisionLine, preview: bool) -> AppliedLine:
        unit = self._lookup.number(line.unit)
        review = self._client.reviews.get(unit)
        if self._is_in_effect(line.decision, review) or self._is_superseded(at, line, review):
            return _outcome(line, "already")
        if preview:
            return self._preview(line, review)
        act = self._client.reviews.decide(unit, line.decision, line.revision)
        return AppliedLine(line.number, line.unit, line.decision.kind, "done", act.id)

    def _is_in_effect(self, decision: NewDecision, review: "Review") -> bool:
        """Whether the unit already has the state that the decision leads to."""
        if decision.proposal is not None:
            settled = DESCRIPTORS[decision.kind].settles_as
            return any(each.id == decision.proposal and each.state == settled for each in review.proposals)
        if decision.spec is not None:
            return decision.spec == review.deck.spec
        return self._has_state_of(decision, review)

    def _has_state_of(self, decision: NewDecision, review: "Review") -> bool:
        item = review.item
        match decision.kind:
            case "comment":
                current = ((each.line, each.text) for each in review.comments if each.current)
                return (decision.line or 1, decision.note) in current
            case "approve":
                return item.state in {"approved", "written"} or self._me in item.approvals
            case "reject":
                return item.state == ("changes requested" if decision.send_back else "rejected")
            case "skip":
                return item.state == "skipped"
            case "flag":
                return item.state == "flagged" and set(decision.asked) <= set(item.asked)
        return False  # an assignment cannot be distinguished from the policy's choice here

    def _is_superseded(self, at: int, line: DecisionLine, review: "Review") -> bool:
        """Whether a later line on the same unit is in effect, so that this line was applied before.

        Otherwise, a file that flags a unit and then approves it would flag the approved unit when applied again.
        """
        if line.decision.kind in STATELESS or line.decision.proposal is not None:
            return False
        later = [each.decision for each in self._lines[at + 1 :] if each.unit == line.unit]
        final = [each for each in later if each.kind not in STATELESS]
        is_text = line.decision.spec is not None
        return any(self._is_in_effect(each, review) for each in final if each.spec is not None or not is_text)

    def _preview(self, line: DecisionLine, review: "Review") -> AppliedLine:
        decision = line.decision
        if decision.spec is not None:
            return self._preview_text(line, review, decision.spec)
        if decision.proposal is not None:
            return _outcome(line, "able")
        request = BulkDecision(decision, units=(review.item.id,), preview=True)
        (outcome,) = self._client.reviews.decide_all(review.item.project, request).outcomes
        if outcome.problem is None:
            return _outcome(line, "able")
        return _refused(line, outcome.problem.code, outcome.problem.detail, outcome.problem.hint)

    def _preview_text(self, line: DecisionLine, review: "Review", text: str) -> AppliedLine:
        checked = self._client.reviews.check(review.item.id, text)
        if checked.ok:
            return _outcome(line, "able")
        first = checked.mistakes[0]
        sentence = f"line {first.line}, column {first.column}: {first.sentence}"
        return _refused(line, "review.mistakes", sentence, first.hint)

    @cached_property
    def _me(self) -> str:
        return self._client.hello().you.name


def _refused(line: DecisionLine, code: str, sentence: str, hint: str) -> AppliedLine:
    outcome = "already" if code in ALREADY_DONE else "refused"
    return AppliedLine(line.number, line.unit, line.decision.kind, outcome, None, code, sentence, hint)


def _outcome(line: DecisionLine, outcome: str) -> AppliedLine:
    return AppliedLine(line.number, line.unit, line.decision.kind, outcome)
