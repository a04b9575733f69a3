"""Reviews, for clients: show a unit, check a text, decide, undo."""

from collections.abc import Sequence
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.decision import Act, ActPage, ActReference, BulkDecision, NewDecision
from daemon.wire.review import CheckResult, Review, TextToCheck
from daemon.wire.spec_file import SpecFileReply, SpecFileRequest

ACT_SECONDS = 600.0  # an act on ten thousand units takes half a minute, and others write in between


class Reviews:
    """Review and decide. If a unit no longer has the `revision` that was seen, a StaleError is raised."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def get(self, unit: int) -> Review:
        """Return everything about one unit."""
        return self._exchange.get(Review, f"{_of(unit)}/review")

    def check(self, unit: int, spec: str) -> CheckResult:
        """Check a text, without deciding."""
        return self._exchange.change(CheckResult, "POST", f"{_of(unit)}/check", TextToCheck(spec))

    def decide(self, unit: int, decision: NewDecision, revision: int | None = None) -> Act:
        """Decide on one unit."""
        return self._exchange.change(Act, "POST", f"{_of(unit)}/decisions", decision, revision, patience=ACT_SECONDS)

    def decide_all(self, project: str, decisions: BulkDecision) -> Act:
        """Make one decision on many units. Each has its own outcome, and one undo reverts all."""
        return self._act(f"{_in(project)}/decisions", decisions)

    def acts(self, project: str, cursor: str | None = None, limit: int = 50) -> ActPage:
        """Return a page of acts, newest first."""
        return self._exchange.get(ActPage, f"{_in(project)}/acts", {"cursor": cursor, "limit": limit})

    def undo(self, project: str, act: str | None = None) -> Act:
        """Undo an act, or the caller's latest that is in effect."""
        return self._act(f"{_in(project)}/undo", ActReference(act))

    def redo(self, project: str, act: str | None = None) -> Act:
        """Redo an act that was undone, or the caller's latest undo unless they decided something since."""
        return self._act(f"{_in(project)}/redo", ActReference(act))

    def write(self, project: str, units: Sequence[int]) -> SpecFileReply:
        """Write the approved specs of units to their files again."""
        if not units:
            return SpecFileReply(())
        return self._exchange.change(SpecFileReply, "POST", f"{_in(project)}/spec-files", SpecFileRequest(tuple(units)))

    def _act(self, path: str, body: object) -> Act:
        return self._exchange.change(Act, "POST", path, body, patience=ACT_SECONDS)


def _of(unit: int) -> str:
    return f"/v1/conversions/{unit}"


def _in(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}"
