"""Patterns of the library as a model sees them: with their quality and relevance, both of 100."""

from typing import Any

from engine.analysts.analyst import RetrievalSettings
from engine.patterns.library.pattern_library import PatternLibrary


def pattern_guidance(library: PatternLibrary, query: str, retrieval: RetrievalSettings) -> list[dict[str, Any]]:
    """Return the patterns that retrieval settings allow, the most relevant first; the best one has relevance 100."""
    hits = library.search(query) if query.strip() else []
    found = retrieval.choose(hits, lambda hit: hit.pattern.category)
    best = max((hit.score for hit in found), default=0.0)
    return [
        {
            "id": hit.pattern.id,
            "title": hit.pattern.title,
            "quality": hit.pattern.scores.quality,
            "relevance": round(100 * hit.score / best) if best > 0 else 0,
            "description": hit.pattern.description,
        }
        for hit in found
    ]
