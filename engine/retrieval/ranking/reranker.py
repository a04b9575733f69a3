"""The final order of candidates. The formula is fixed; a learned one can take its place behind the same interface."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.retrieval.ranking.rank_fusion import Candidate
from engine.retrieval.ranking.shape_view import ShapeView
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_query import SearchQuery
from engine.retrieval.words.stem_word import stem_word


class Reranker(Protocol):
    """Scores each candidate from 0 to 1."""

    def scores(
        self, query: SearchQuery, candidates: Sequence[Candidate], documents: Sequence[SearchDocument]
    ) -> list[float]:
        """Return a score a candidate; `documents` are those of the candidates."""


FUSED = "fused"
# How much each view counts; that of hashed words only replaces that of a model.
QUESTION_WEIGHTS: Mapping[str, float] = {FUSED: 0.15, "words": 0.35, "meaning": 0.5, "hashed words": 0.15}
CODE_WEIGHTS: Mapping[str, float] = {FUSED: 0.15, "words": 0.15, "meaning": 0.05, "hashed words": 0.05}
LIKENESS_WEIGHT = 0.65

# Questions are about what code does; a table or an index is meant where the question says so.
_DOES = 1.0
_HOLDS = 0.75
_MENTIONS = 0.45
_DOING = frozenset({"function", "procedure", "pattern"})
_HOLDING = frozenset({"table", "view", "materialized view", "trigger", "type", "domain", "primitive"})


@dataclass(frozen=True, slots=True)
class FixedFormula:
    """Fused rank and closeness in the views; for a question the kind, for code the exact likeness of shapes."""

    shapes: ShapeView

    def scores(
        self, query: SearchQuery, candidates: Sequence[Candidate], documents: Sequence[SearchDocument]
    ) -> list[float]:
        """Return a score a candidate."""
        closeness = _closeness(candidates, CODE_WEIGHTS if query.is_code else QUESTION_WEIGHTS)
        if query.is_code:
            likeness = self.shapes.likeness(query.shape, [each.document for each in candidates])
            return [close + LIKENESS_WEIGHT * alike for close, alike in zip(closeness, likeness, strict=True)]
        return [close * _likely_kind(query, each.kind) for close, each in zip(closeness, documents, strict=True)]


def _closeness(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> list[float]:
    """The weighted scores of candidates, those of each view relative to the best one."""
    rows = [{FUSED: each.fused, **each.scores} for each in candidates]
    best = {view: max((row.get(view, 0.0) for row in rows), default=0.0) or 1.0 for view in weights}
    return [sum(weight * row.get(view, 0.0) / best[view] for view, weight in weights.items()) for row in rows]


def _likely_kind(query: SearchQuery, kind: str) -> float:
    """How likely a question asks for a document of a kind."""
    if kind in _DOING or query.words.get(stem_word(kind)) == 1.0:
        return _DOES
    return _HOLDS if kind in _HOLDING else _MENTIONS
