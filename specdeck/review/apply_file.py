"""Doing what a file of decisions says, line by line, so that doing it again changes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from daemon.client.errors import ProblemError, UnavailableError
from daemon.wire.decision import BulkDecision, NewDecision
from specdeck.errors import CommandError
from specdeck.review.decision_lines import DecisionLine
from specdeck.review.unit_lookup import UnitLookup

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.review import Review

# What these refuse is so already.
ALREADY_DONE = frozenset({"review.approved", "review.twice", "review.rejected", "review.unchanged", "review.flagged"})


@dataclass(frozen=True, slots=True)
class AppliedLine:
    """What came of a line: done, already (so it was before), refused, or able (in a preview); `act` takes it back."""

    line: int
    unit: str
    kind: str
    outcome: str
    act: str | None = None
    code: str | None = None
    sentence: str = ""
    hint: str = ""


class DecisionFile:
    """The lines of one file; a refusal is a line's own, and the next line goes on."""

    def __init__(self, client: "Client", lines: Sequence[DecisionLine], project: str) -> None:
        self._client = client
        self._lines = lines
        self._naming = UnitLookup(client, project)

    def run(self, preview: bool) -> Iterator[AppliedLine]:
        """Say each line in turn, or with a preview tell what would come of it."""
        for at, line in enumerate(self._lines):
            try:
                yield self._one(at, line, preview)
            except UnavailableError:
                raise
            except (ProblemError, CommandError) as error:
                yield _refused(line, error.code, getattr(error, "sentence", str(error)), error.hint)

    def _one(self, at: int, line: DecisionLine, preview: bool) -> AppliedLine:
        unit = self._naming.number(line.unit)
        review = self._client.reviews.get(unit)
        if self._is_so(line.decision, review) or self._is_overtaken(at, line, review):
            return _told(line, "already")
        if preview:
            return self._previewed(line, review)
        act = self._client.reviews.decide(unit, line.decision, line.revision)
        return AppliedLine(line.number, line.unit, line.decision.kind, "done", act.id)

    def _is_so(self, decision: NewDecision, review: "Review") -> bool:
        """Whether the unit stands already as this would have it stand."""
        item = review.item
        if decision.proposal is not None:
            settled = "rejected" if decision.kind == "reject" else "accepted"
            return any(each.id == decision.proposal and each.state == settled for each in review.proposals)
        if decision.spec is not None:
            return decision.spec == review.deck.spec
        match decision.kind:
            case "comment":
                said = ((each.line, each.text) for each in review.comments if each.current)
                return (decision.line or 1, decision.note) in said
            case "approve":
                return item.state in {"approved", "written"} or self._me in item.approvals
            case "reject":
                return item.state == ("changes requested" if decision.send_back else "rejected")
            case "skip":
                return item.state == "skipped"
            case "flag":
                return item.state == "flagged" and set(decision.asked) <= set(item.asked)
        return False  # whom it is assigned to by somebody, and whose turn it is, looks the same from here

    def _is_overtaken(self, at: int, line: DecisionLine, review: "Review") -> bool:
        """Whether the file says something else of the unit further down, and so it is: this line was done before.

        Else a file that flags a unit and then approves it would, done again, flag what it approved.
        """
        if line.decision.kind in {"comment", "assign"} or line.decision.proposal is not None:
            return False
        later = [each.decision for each in self._lines[at + 1 :] if each.unit == line.unit]
        over = [each for each in later if each.kind not in {"comment", "assign"}]
        text = line.decision.spec is not None
        return any(self._is_so(each, review) for each in over if each.spec is not None or not text)

    def _previewed(self, line: DecisionLine, review: "Review") -> AppliedLine:
        decision = line.decision
        if decision.spec is not None:
            checked = self._client.reviews.check(review.item.id, decision.spec)
            if checked.ok:
                return _told(line, "able")
            first = checked.mistakes[0]
            sentence = f"line {first.line}, column {first.column}: {first.sentence}"
            return _refused(line, "review.mistakes", sentence, first.hint)
        if decision.proposal is not None:
            return _told(line, "able")
        asked = BulkDecision(decision, units=(review.item.id,), preview=True)
        (outcome,) = self._client.reviews.decide_all(review.item.project, asked).outcomes
        if outcome.problem is None:
            return _told(line, "able")
        return _refused(line, outcome.problem.code, outcome.problem.detail, outcome.problem.hint)

    @cached_property
    def _me(self) -> str:
        return self._client.hello().you.name


def _refused(line: DecisionLine, code: str, sentence: str, hint: str) -> AppliedLine:
    outcome = "already" if code in ALREADY_DONE else "refused"
    return AppliedLine(line.number, line.unit, line.decision.kind, outcome, None, code, sentence, hint)


def _told(line: DecisionLine, outcome: str) -> AppliedLine:
    return AppliedLine(line.number, line.unit, line.decision.kind, outcome)
