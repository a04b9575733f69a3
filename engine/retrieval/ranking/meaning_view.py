"""Ranks by what a text means to an embedder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.retrieval.embedders.embedder import Embedder
from engine.retrieval.embedders.hashed_words import fit_hashed_words
from engine.retrieval.ranking.search_view import Ranked, best_of
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_query import SearchQuery

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class MeaningView:
    """Ranks by the cosine of the embedder's vectors; `name` is that of a model or of hashed words.

    `starts` has the first row of each document where documents have several; a document is as near as its nearest row.
    """

    embedder: Embedder
    vectors: "NDArray[np.float32]"
    name: str
    starts: "NDArray[np.int64] | None" = None

    def rank(self, query: SearchQuery, allowed: "NDArray[np.bool_] | None", limit: int) -> list[Ranked]:
        """Return the documents nearest in meaning."""
        scores = self.vectors @ self.embedder.embed([query.text])[0]
        if self.starts is not None:
            scores = np.maximum.reduceat(scores, self.starts)
        return best_of(scores, allowed, limit)


def model_view(embedder: Embedder, vectors: "NDArray[np.float32]") -> MeaningView:
    """Return the view of a language model."""
    return MeaningView(embedder, vectors, "meaning")


def hashed_view(embedder: Embedder, vectors: "NDArray[np.float32]") -> MeaningView:
    """Return the view that takes the place of a model's."""
    return MeaningView(embedder, vectors, "hashed words")


def build_meaning_view(documents: Sequence[SearchDocument], embedder: Embedder | None) -> MeaningView:
    """Return the view of some documents by a model, or by hashed words without one."""
    texts = [text for each in documents for text in (each.card, *each.passages)]
    starts = np.cumsum([0, *(1 + len(each.passages) for each in documents[:-1])]) if documents else None
    if embedder is not None:
        return MeaningView(embedder, embedder.embed(texts), "meaning", starts)
    hashed = fit_hashed_words(texts)
    return MeaningView(hashed, hashed.embed(texts), "hashed words", starts)
