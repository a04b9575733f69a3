"""The pattern library, for clients."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.library_pattern import (
    FilledPattern,
    FoundPatterns,
    PatternBundle,
    PatternDetail,
    PatternDifference,
    PatternHistory,
    PatternInstances,
    PatternMove,
    PatternPage,
    PatternRequest,
    PatternTags,
    PatternText,
    PatternUnitCounts,
)
from daemon.wire.pattern_draft import (
    DescribedPattern,
    DiscoveryOrder,
    DraftOrder,
    PatternDraftInfo,
    TemplateDraftInfo,
    WantedTemplate,
)

ALL = "/v1/patterns"
LIBRARY = "/v1/library"


class Patterns:
    """Find, change and use patterns."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def list(self, tier: str = "", state: str = "", tag: str = "", category: str = "") -> PatternPage:
        """Return the patterns that match every given filter."""
        filters = {"tier": tier, "state": state, "tag": tag, "category": category}
        return self._exchange.get(PatternPage, ALL, {name: value or None for name, value in filters.items()})

    def get(self, pattern: str) -> PatternDetail:
        """Return a whole pattern."""
        return self._exchange.get(PatternDetail, _path(pattern))

    def search(self, query: str, limit: int = 20) -> FoundPatterns:
        """Return the patterns that fit a query, best first."""
        return self._exchange.get(FoundPatterns, f"{ALL}/search", {"query": query, "limit": limit})

    def save(self, text: str, reason: str = "", revision: int | None = None) -> PatternPage:
        """Save the patterns of a YAML text as new ones or as new versions."""
        return self._exchange.change(PatternPage, "POST", ALL, PatternText(text, reason), revision)

    def suggest(self, text: str, reason: str = "") -> PatternPage:
        """Suggest the patterns of a YAML text; they wait for a decision."""
        return self._exchange.change(PatternPage, "POST", f"{ALL}/suggestions", PatternText(text, reason))

    def describe(self, project: str, request: DescribedPattern) -> DraftOrder:
        """Let the local model of a project's daemon draft a pattern from a description."""
        return self._exchange.change(DraftOrder, "POST", _drafts(project), request)

    def discover(self, project: str) -> DiscoveryOrder:
        """Order a search for code that routines of a project repeat."""
        path = f"/v1/projects/{quote(project, safe='')}/pattern-discoveries"
        return self._exchange.change(DiscoveryOrder, "POST", path)

    def write_template(self, project: str, pattern: str, wanted: WantedTemplate) -> DraftOrder:
        """Let the local model of a project's daemon write a template of a pattern."""
        path = f"{_of_project(project)}/{quote(pattern, safe='')}/template-drafts"
        return self._exchange.change(DraftOrder, "POST", path, wanted)

    def template_draft(self, project: str, draft: str) -> TemplateDraftInfo:
        """Return a template that was asked for."""
        path = f"/v1/projects/{quote(project, safe='')}/template-drafts/{quote(draft, safe='')}"
        return self._exchange.get(TemplateDraftInfo, path)

    def draft(self, project: str, draft: str) -> PatternDraftInfo:
        """Return a draft with its steps and its preview."""
        return self._exchange.get(PatternDraftInfo, f"{_drafts(project)}/{quote(draft, safe='')}")

    def tag(self, pattern: str, add: Sequence[str], remove: Sequence[str]) -> PatternDetail:
        """Add and remove tags."""
        body = PatternTags(tuple(add), tuple(remove))
        return self._exchange.change(PatternDetail, "POST", f"{_path(pattern)}/tags", body)

    def move(self, pattern: str, step: PatternMove) -> PatternDetail:
        """Approve, reject or deprecate a pattern."""
        return self._exchange.change(PatternDetail, "POST", f"{_path(pattern)}/state", step)

    def fill(self, patterns: Sequence[str], parameters: Mapping[str, str], language: str = "specql") -> FilledPattern:
        """Fill in one pattern, or several on one entity."""
        body = PatternRequest(tuple(patterns), parameters, language)
        return self._exchange.change(FilledPattern, "POST", f"{LIBRARY}/fill", body)

    def history(self, pattern: str) -> PatternHistory:
        """Return the versions of a pattern."""
        return self._exchange.get(PatternHistory, f"{_path(pattern)}/history")

    def diff(self, pattern: str, first: int = 0, second: int = 0) -> PatternDifference:
        """Return the difference of two versions; without numbers, of the last two."""
        return self._exchange.get(PatternDifference, f"{_path(pattern)}/diff", {"first": first, "second": second})

    def bundle(self, ids: Sequence[str] = ()) -> PatternBundle:
        """Return patterns as one text."""
        return self._exchange.get(PatternBundle, f"{LIBRARY}/bundle", {"ids": ",".join(ids) or None})

    def counts(self, project: str) -> PatternUnitCounts:
        """Return how many units of a project carry out each pattern."""
        return self._exchange.get(PatternUnitCounts, _of_project(project))

    def instances(self, project: str, pattern: str, after: int = 0) -> PatternInstances:
        """Return a page of the units that carry out a pattern."""
        return self._exchange.get(
            PatternInstances, f"{_of_project(project)}/{quote(pattern, safe='')}", {"after": after}
        )


def _of_project(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}/patterns"


def _path(pattern: str) -> str:
    return f"{ALL}/{quote(pattern, safe='')}"


def _drafts(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}/pattern-drafts"
