"""The final order of candidates. The formula is fixed; a learned one can take its place behind the same interface."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Protocol

from engine.retrieval.ranking.rank_fusion import Candidate
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_query import SearchQuery
from engine.retrieval.words.stem_word import stem_word


class Reranker(Protocol):
    """Scores each candidate from 0 to 1."""

    def scores(
        self, query: SearchQuery, candidates: Sequence[Candidate], documents: Sequence[SearchDocument]
    ) -> list[float]:
        """Return a score a candidate; `documents` are those of the candidates."""


# Questions are about what code does; a table or an index is meant where the question says so.
_DOES = 1.0
_HOLDS = 0.75
_MENTIONS = 0.45
_DOING = frozenset({"function", "procedure", "pattern"})
_HOLDING = frozenset({"table", "view", "materialized view", "trigger", "type", "domain", "foreign table"})


@dataclass(frozen=True, slots=True)
class FixedFormula:
    """Fused rank, closeness in the best views, the words of the name, and for code the exact likeness of shapes."""

    idf: Mapping[int, float]

    def scores(
        self, query: SearchQuery, candidates: Sequence[Candidate], documents: Sequence[SearchDocument]
    ) -> list[float]:
        """Return a score a candidate."""
        best = {
            view: max((each.scores.get(view, 0.0) for each in candidates), default=0.0) or 1.0
            for view in ("words", "meaning")
        }
        most = max((each.fused for each in candidates), default=0.0) or 1.0
        return [
            self._score(query, each, document, best, most) for each, document in zip(candidates, documents, strict=True)
        ]

    def _score(
        self, query: SearchQuery, each: Candidate, document: SearchDocument, best: Mapping[str, float], most: float
    ) -> float:
        words, meaning = (each.scores.get(view, 0.0) / best[view] for view in ("words", "meaning"))
        fused = each.fused / most
        if query.is_code:
            return (
                0.15 * fused
                + 0.65 * shape_likeness(query.shape, document.shape, self.idf)
                + 0.15 * words
                + 0.05 * meaning
            )
        return (0.3 * fused + 0.4 * words + 0.3 * meaning) * _likely_kind(query, document.kind)


def _likely_kind(query: SearchQuery, kind: str) -> float:
    """How likely a question asks for a document of a kind."""
    if kind in _DOING or query.words.get(stem_word(kind)) == 1.0:
        return _DOES
    return _HOLDS if kind in _HOLDING else _MENTIONS


def shape_likeness(one: Mapping[int, float], other: Mapping[int, float], idf: Mapping[int, float]) -> float:
    """Return the cosine of two fingerprints, from 0 to 1."""

    def weight(bucket: int, value: float) -> float:
        return value * idf.get(bucket, 1.0)

    if len(one) > len(other):
        one, other = other, one
    shared = sum(weight(at, value) * weight(at, other[at]) for at, value in one.items() if at in other)
    lengths = [sqrt(sum(weight(at, value) ** 2 for at, value in each.items())) for each in (one, other)]
    return shared / max(lengths[0] * lengths[1], 1e-12)
