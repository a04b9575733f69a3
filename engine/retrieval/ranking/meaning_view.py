"""Ranks by what a text means to an embedder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.retrieval.embedders.embedder import Embedder
from engine.retrieval.ranking.search_view import Ranked, best_of
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_query import SearchQuery

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class MeaningView:
    """Ranks by the cosine of the embedder's vectors."""

    embedder: Embedder
    vectors: "NDArray[np.float32]"
    name: str = "meaning"

    def rank(self, query: SearchQuery, allowed: "NDArray[np.bool_] | None", limit: int) -> list[Ranked]:
        """Return the documents nearest in meaning."""
        return best_of(self.vectors @ self.embedder.embed([query.text])[0], allowed, limit)


def build_meaning_view(documents: Sequence[SearchDocument], embedder: Embedder) -> MeaningView:
    """Return the view of some documents."""
    return MeaningView(embedder, embedder.embed([each.card for each in documents]))
