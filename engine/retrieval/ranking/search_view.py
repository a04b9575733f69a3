"""One way to rank documents."""

from typing import TYPE_CHECKING, NamedTuple, Protocol

from engine.retrieval.search_query import SearchQuery

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Ranked(NamedTuple):
    """A document by its position, with the view's own score."""

    document: int
    score: float


class SearchView(Protocol):
    """A view may have nothing to say about a query: then it ranks nothing."""

    @property
    def name(self) -> str:
        """What results call it."""

    def rank(self, query: SearchQuery, allowed: "NDArray[np.bool_] | None", limit: int) -> list[Ranked]:
        """Return the best documents among the allowed ones, best first."""


def best_of(scores: "NDArray[np.float32]", allowed: "NDArray[np.bool_] | None", limit: int) -> list[Ranked]:
    """Return the documents with the highest positive scores; equal ones in the order of the documents."""
    import numpy as np

    if allowed is not None:
        scores = np.where(allowed, scores, 0.0)
    limit = min(limit, len(scores))
    if not limit:
        return []
    least = np.partition(scores, -limit)[-limit]
    found = np.flatnonzero(scores >= max(least, 1e-9))
    order = np.lexsort((found, -scores[found]))[:limit]
    return [Ranked(int(found[at]), float(scores[found[at]])) for at in order]
