"""Reviews, for clients: look at a unit, check a text, decide, take back."""

from collections.abc import Sequence
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.decision import Act, ActPage, ActReference, BulkDecision, NewDecision
from daemon.wire.review import CheckResult, Review, TextToCheck
from daemon.wire.spec_file import SpecFileReply, SpecFileRequest


class Reviews:
    """Deciding. A `revision` is the one that was seen: if somebody moved first, the answer is a StaleError."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def get(self, unit: int) -> Review:
        """Everything about one unit."""
        return self._exchange.get(Review, f"{_of(unit)}/review")

    def check(self, unit: int, spec: str) -> CheckResult:
        """What is known about a text, without deciding."""
        return self._exchange.change(CheckResult, "POST", f"{_of(unit)}/check", TextToCheck(spec))

    def decide(self, unit: int, decision: NewDecision, revision: int | None = None) -> Act:
        """Say a word of one unit."""
        return self._exchange.change(Act, "POST", f"{_of(unit)}/decisions", decision, revision)

    def decide_all(self, project: str, decisions: BulkDecision) -> Act:
        """Say one word of many units; each stands or falls alone, and one undo takes all back."""
        return self._exchange.change(Act, "POST", f"{_in(project)}/decisions", decisions)

    def acts(self, project: str, cursor: str | None = None, limit: int = 50) -> ActPage:
        """What was done, newest first."""
        return self._exchange.get(ActPage, f"{_in(project)}/acts", {"cursor": cursor, "limit": limit})

    def undo(self, project: str, act: str | None = None) -> Act:
        """Take an act back; without a name one's own latest that is not undone."""
        return self._exchange.change(Act, "POST", f"{_in(project)}/undo", ActReference(act))

    def redo(self, project: str, act: str | None = None) -> Act:
        """Do again what was undone; without a name one's own latest undo, unless something was decided since."""
        return self._exchange.change(Act, "POST", f"{_in(project)}/redo", ActReference(act))

    def write(self, project: str, units: Sequence[int]) -> SpecFileReply:
        """Have the approved texts of units lie in their files again."""
        if not units:
            return SpecFileReply(())
        return self._exchange.change(SpecFileReply, "POST", f"{_in(project)}/spec-files", SpecFileRequest(tuple(units)))


def _of(unit: int) -> str:
    return f"/v1/conversions/{unit}"


def _in(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}"
