"""Ranks by what a text means to an embedder."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.retrieval.embedders.embedder import Embedder
from engine.retrieval.ranking.search_view import Ranked, best_of
from engine.retrieval.search_query import SearchQuery

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class MeaningView:
    """Ranks by the cosine of the embedder's vectors; `name` is that of a model or of hashed words."""

    embedder: Embedder
    vectors: "NDArray[np.float32]"
    name: str

    def rank(self, query: SearchQuery, allowed: "NDArray[np.bool_] | None", limit: int) -> list[Ranked]:
        """Return the documents nearest in meaning."""
        return best_of(self.vectors @ self.embedder.embed([query.text])[0], allowed, limit)


def model_view(embedder: Embedder, vectors: "NDArray[np.float32]") -> MeaningView:
    """Return the view of a language model."""
    return MeaningView(embedder, vectors, "meaning")


def hashed_view(embedder: Embedder, vectors: "NDArray[np.float32]") -> MeaningView:
    """Return the view that takes the place of a model's."""
    return MeaningView(embedder, vectors, "hashed words")
