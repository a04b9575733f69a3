"""Patterns of the library as a model sees them: with their quality and relevance, both of 100."""

from collections.abc import Sequence
from typing import Any

from engine.analysts.analyst import RetrievalSettings
from engine.patterns.library.pattern_library import PatternLibrary
from engine.patterns.library.search_patterns import PatternHit


def pattern_guidance(library: PatternLibrary, query: str, retrieval: RetrievalSettings) -> list[dict[str, Any]]:
    """Return the patterns that retrieval settings allow, the most relevant first; the best one has relevance 100."""
    hits = library.search(query) if query.strip() and len(library) else []
    found = retrieval.choose(hits, lambda hit: hit.pattern.category)
    return [
        {
            "id": hit.pattern.id,
            "title": hit.pattern.title,
            "quality": hit.pattern.scores.quality,
            "relevance": relevance_of(hit, found),
            "description": hit.pattern.description,
        }
        for hit in found
    ]


def relevance_of(hit: PatternHit, found: Sequence[PatternHit]) -> int:
    """Return how relevant a pattern is beside the best of those that were found, of 100."""
    best = max(each.score for each in found)
    return round(100 * hit.score / best) if best > 0 else 0
