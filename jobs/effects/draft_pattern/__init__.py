"""A draft of a pattern: read the request and what the library has that is like it, keep the draft."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.analysts.analyst import RetrievalSettings
from engine.analysts.drafting.draft_pattern import RETRIEVER, WRITER
from engine.analysts.guidance import relevance_of
from engine.patterns.library.library_pattern import LibraryPattern
from engine.patterns.library.pattern_library import PatternLibrary
from engine.patterns.library.search_patterns import PatternHit
from engine.patterns.library.seed_library import seed_patterns
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.kinds.draft_pattern import KIND
from store import ReadView, WriteTransaction
from store.analysts.retrieval_choices import list_retrieval
from store.analysts.switches import list_disabled
from store.learning import cycles
from store.library import stored_patterns
from store.library.pattern_drafts import get_draft, save_draft

LEAST_VIEWS = 2  # that must agree before a pattern counts as the same


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the request, the ids that exist, similar patterns, and the trust in each analyst."""
    asked = get_draft(view, subject)
    library = PatternLibrary(_patterns(view))
    disabled = list_disabled(view, asked.project)
    settings = list_retrieval(view, asked.project).get(WRITER)
    hits = [] if RETRIEVER in disabled else _similar(library, asked.description, settings)
    return {
        "description": asked.description,
        "category": asked.category,
        "namespace": asked.namespace,
        "known": [each.id for each in library],
        "similar": [
            {"pattern": hit.pattern.to_json(), "is_same": _is_same(hit), "relevance": relevance_of(hit, hits)}
            for hit in hits
        ],
        "disabled": disabled,
        "trust": _trust(view, asked.project),
    }


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Keep the draft; nothing enters the library."""
    save_draft(tx, subject, result)
    return Applied({"drafted": bool(result["pattern"])})


def _patterns(view: ReadView) -> Iterator[LibraryPattern]:
    yield from seed_patterns()
    yield from (LibraryPattern.from_json(each.body) for each in stored_patterns.list_patterns(view))


def _similar(library: PatternLibrary, description: str, settings: RetrievalSettings | None) -> list[PatternHit]:
    """Return the patterns that the writer sees, by its retrieval settings."""
    return settings.choose(library.search(description), lambda hit: hit.pattern.category) if settings else []


def _is_same(hit: PatternHit) -> bool:
    return len(hit.ranks) >= LEAST_VIEWS and all(rank == 1 for rank in hit.ranks.values())


def _trust(view: ReadView, project: str) -> Mapping[str, Any]:
    cycle = cycles.find(view, project)
    return {each["analyst"]: each["overall"] for each in cycle.report["analysts"]} if cycle else {}


EFFECT = JobEffect(KIND, inputs, apply)
