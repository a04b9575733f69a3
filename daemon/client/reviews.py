"""Reviews, for clients: look at a unit, check a text, decide, take back."""

from collections.abc import Sequence
from urllib.parse import quote

from daemon.client.exchange import Exchange
from daemon.wire.decision import Act, ActPage, NewDecision, NewDecisions, Which
from daemon.wire.review import Checked, Draft, Review
from daemon.wire.spec_file import Ordered, Wanted


class Reviews:
    """Deciding. A `revision` is the one that was seen: if somebody moved first, the answer is a StaleError."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def get(self, unit: int) -> Review:
        """Everything about one unit."""
        return self._exchange.get(Review, f"{_of(unit)}/review")

    def check(self, unit: int, spec: str) -> Checked:
        """What is known about a text, without deciding."""
        return self._exchange.change(Checked, "POST", f"{_of(unit)}/check", Draft(spec))

    def decide(self, unit: int, decision: NewDecision, revision: int | None = None) -> Act:
        """Say a word of one unit."""
        return self._exchange.change(Act, "POST", f"{_of(unit)}/decisions", decision, revision)

    def decide_all(self, project: str, decisions: NewDecisions) -> Act:
        """Say one word of many units; each stands or falls alone, and one undo takes all back."""
        return self._exchange.change(Act, "POST", f"{_in(project)}/decisions", decisions)

    def acts(self, project: str, cursor: str | None = None, limit: int = 50) -> ActPage:
        """What was done, newest first."""
        return self._exchange.get(ActPage, f"{_in(project)}/acts", {"cursor": cursor, "limit": limit})

    def undo(self, project: str, act: str | None = None) -> Act:
        """Take an act back; without a name one's own latest that is not undone."""
        return self._exchange.change(Act, "POST", f"{_in(project)}/undo", Which(act))

    def redo(self, project: str, act: str | None = None) -> Act:
        """Do again what was undone; without a name one's own latest undo, unless something was decided since."""
        return self._exchange.change(Act, "POST", f"{_in(project)}/redo", Which(act))

    def write(self, project: str, units: Sequence[int]) -> Ordered:
        """Have the approved texts of units lie in their files again."""
        if not units:
            return Ordered(())
        return self._exchange.change(Ordered, "POST", f"{_in(project)}/spec-files", Wanted(tuple(units)))


def _of(unit: int) -> str:
    return f"/v1/conversions/{unit}"


def _in(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}"
