"""An index of documents in memory: every view, fused and ordered, with the reason for each result."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from engine.retrieval.embedders.embedder import Embedder
from engine.retrieval.ranking.meaning_view import build_meaning_view
from engine.retrieval.ranking.rank_fusion import Candidate, fuse_ranks
from engine.retrieval.ranking.reranker import FixedFormula, Reranker
from engine.retrieval.ranking.search_view import Ranked, SearchView
from engine.retrieval.ranking.shape_view import ShapeCounts
from engine.retrieval.ranking.word_view import WordCounts
from engine.retrieval.search_answer import SearchAnswer, SearchHit
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_query import SearchQuery

if TYPE_CHECKING:
    from numpy.typing import NDArray

Clock = Callable[[], float]
DEEP = 100  # how many documents each view may propose
CODE_WEIGHTS: Mapping[str, float] = {"shape": 2.0, "words": 1.0, "meaning": 0.5, "hashed words": 0.5}
QUESTION_WEIGHTS: Mapping[str, float] = {"words": 1.0, "meaning": 1.2, "hashed words": 0.5}


@dataclass(frozen=True)
class SearchIndex:
    """Documents with their views; `notes` say what is missing, as an embedder that did not load."""

    documents: tuple[SearchDocument, ...]
    views: tuple[SearchView, ...]
    reranker: Reranker
    notes: tuple[str, ...] = ()
    clock: Clock = perf_counter

    def search(self, query: SearchQuery, limit: int = 10) -> SearchAnswer:
        """Return the best documents, each with its rank in every view."""
        started = self.clock()
        candidates = self._candidates(query)[:DEEP]
        documents = [self.documents[each.document] for each in candidates]
        scores = self.reranker.scores(query, candidates, documents)
        order = sorted(range(len(candidates)), key=lambda at: (-scores[at], candidates[at].document))
        hits = without_copies(_hit(documents[at], candidates[at], scores[at]) for at in order)[:limit]
        return SearchAnswer(tuple(hits), round((self.clock() - started) * 1000, 2), self.notes)

    def rank_by_view(self, query: SearchQuery, limit: int = DEEP) -> dict[str, list[Ranked]]:
        """Return what each view alone finds."""
        allowed = self._allowed(query)
        return {view.name: view.rank(query, allowed, limit) for view in self.views}

    def _candidates(self, query: SearchQuery) -> list[Candidate]:
        return fuse_ranks(self.rank_by_view(query), CODE_WEIGHTS if query.is_code else QUESTION_WEIGHTS)

    def _allowed(self, query: SearchQuery) -> "NDArray[np.bool_] | None":
        """The documents that a query may find; None for all."""
        if not query.kinds and not query.projects:
            return None
        allowed = np.ones(len(self.documents), np.bool_)
        if query.kinds:
            allowed &= np.isin(self._kinds, sorted(query.kinds))
        if query.projects:
            allowed &= np.isin(self._projects, sorted(query.projects))
        return allowed

    @cached_property
    def _kinds(self) -> "NDArray[np.str_]":
        return np.array([each.kind for each in self.documents], np.str_)

    @cached_property
    def _projects(self) -> "NDArray[np.str_]":
        return np.array([each.project for each in self.documents], np.str_)


@dataclass
class IndexBuilder:
    """Makes an index of documents that come in portions, so that the content of all is never in memory at once."""

    documents: list[SearchDocument] = field(default_factory=list)
    _words: WordCounts = field(default_factory=WordCounts)
    _shapes: ShapeCounts = field(default_factory=ShapeCounts)

    def add(self, documents: Sequence[SearchDocument]) -> None:
        """Take some documents."""
        self._words.add(documents)
        self._shapes.add(documents)
        self.documents += [each.without_content() for each in documents]

    def build(self, meaning: SearchView, notes: tuple[str, ...] = ()) -> SearchIndex:
        """Return the index of all that were added; the view by meaning is the caller's."""
        shape = self._shapes.build()
        return SearchIndex(tuple(self.documents), (self._words.build(), shape, meaning), FixedFormula(shape), notes)


def build_index(
    documents: Sequence[SearchDocument], embedder: Embedder | None = None, notes: tuple[str, ...] = ()
) -> SearchIndex:
    """Return the index of some documents; without an embedder, hashed words take its place."""
    builder = IndexBuilder()
    builder.add(documents)
    return builder.build(build_meaning_view(documents, embedder), notes)


def without_copies(hits: Iterable[SearchHit]) -> list[SearchHit]:
    """Keep the best hit of each kind and title, with the number of the others."""
    found: dict[tuple[str, str], SearchHit] = {}
    for hit in hits:
        key = (hit.kind, hit.title)
        first = found.get(key)
        found[key] = hit if first is None else replace(first, copies=first.copies + 1)
    return list(found.values())


def _hit(document: SearchDocument, candidate: Candidate, score: float) -> SearchHit:
    return SearchHit(
        id=document.id,
        kind=document.kind,
        title=document.title,
        path=document.path,
        line=document.line,
        score=round(score, 4),
        ranks=dict(candidate.ranks),
    )
