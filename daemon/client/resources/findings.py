"""Findings and assessments, for clients."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.assessment import AssessmentOrder, AssessmentReport
from daemon.wire.finding import FindingCounts, FindingInfo, FindingPage, NewAcceptance


@dataclass(frozen=True, slots=True)
class FindingQuery:
    """Which findings; an empty field matches all."""

    severity: str = ""
    label: str = ""
    accepted: bool = False


class Findings:
    """What rules report about the units of a project."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def page(self, project: str, wanted: FindingQuery, cursor: str | None = None, limit: int = 200) -> FindingPage:
        """Return a page of the findings of a project."""
        accepted = "true" if wanted.accepted else ""
        query = {"severity": wanted.severity, "label": wanted.label, "accepted": accepted, "cursor": cursor or ""}
        asked = {name: value for name, value in query.items() if value}
        return self._exchange.get(FindingPage, f"{_of(project)}/findings", {**asked, "limit": str(limit)})

    def list(self, project: str, wanted: FindingQuery) -> Iterator[FindingInfo]:
        """Yield the findings of a project, the most severe first."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.page(project, wanted, cursor)
            yield from page.items
            cursor = page.next

    def counts(self, project: str) -> FindingCounts:
        """Count the findings of a project by rule."""
        return self._exchange.get(FindingCounts, f"{_of(project)}/findings/counts")

    def of_unit(self, unit: int) -> tuple[FindingInfo, ...]:
        """Return the findings of a unit, accepted ones too."""
        return self._exchange.get(FindingPage, f"/v1/conversions/{unit}/findings").items

    def get(self, finding: int) -> FindingInfo:
        """Return one finding."""
        return self._exchange.get(FindingInfo, f"/v1/findings/{finding}")

    def accept(self, finding: int, acceptance: NewAcceptance) -> FindingInfo:
        """Accept a finding."""
        return self._exchange.change(FindingInfo, "PUT", f"/v1/findings/{finding}/acceptance", acceptance)

    def reopen(self, finding: int) -> FindingInfo:
        """Open a finding again."""
        return self._exchange.change(FindingInfo, "DELETE", f"/v1/findings/{finding}/acceptance")

    def assessment(self, project: str) -> AssessmentReport:
        """Return the last assessment of a project, and its trend."""
        return self._exchange.get(AssessmentReport, f"{_of(project)}/assessment")

    def assess(self, project: str) -> AssessmentOrder:
        """Order an assessment now."""
        return self._exchange.change(AssessmentOrder, "POST", f"{_of(project)}/assessment")


def _of(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}"
