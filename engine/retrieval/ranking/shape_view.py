"""Ranks by the fingerprint of the normal form: what has the same structure, whatever its names are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.retrieval.embedders.projection import Projection, fit_counts, sparse_rows
from engine.retrieval.ranking.search_view import Ranked, best_of
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_query import SearchQuery
from engine.retrieval.shape.fingerprint import BUCKETS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class ShapeView:
    """Ranks by the cosine of projected fingerprints."""

    projection: Projection
    weights: Any  # the whole fingerprints as rows of a sparse matrix of scipy
    vectors: "NDArray[np.float32]"
    name: str = "shape"

    def rank(self, query: SearchQuery, allowed: "NDArray[np.bool_] | None", limit: int) -> list[Ranked]:
        """Return the documents nearest in shape; none for a question in words."""
        if not query.is_code:
            return []
        return best_of(self.vectors @ self.projection.vectors([query.shape])[0], allowed, limit)

    def likeness(self, shape: Mapping[int, float], documents: Sequence[int]) -> list[float]:
        """Return how alike a fingerprint is to those of some documents, from 0 to 1, bucket by bucket."""
        wanted = self.projection.weights([shape])
        return (self.weights[list(documents)] @ wanted.T).toarray().ravel().tolist()


@dataclass
class ShapeCounts:
    """The fingerprints of documents that are added in portions: as a matrix they need a tenth of the memory."""

    _blocks: list[Any] = field(default_factory=list)

    def add(self, documents: Sequence[SearchDocument]) -> None:
        """Take the fingerprints of some documents."""
        self._blocks.append(sparse_rows([each.shape for each in documents], BUCKETS))

    def build(self) -> ShapeView:
        """Return the view of all that were added."""
        from scipy.sparse import vstack

        counts = vstack([sparse_rows([], BUCKETS), *self._blocks], format="csr")
        projection = fit_counts("shape", counts)
        weights = projection.weighted(counts)
        return ShapeView(projection, weights, projection.projected(weights))
