"""BM25 over stems, weighted by the field where they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.retrieval.ranking.search_view import Ranked, best_of
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_query import SearchQuery

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SATURATION = 1.2
_LENGTH = 0.6
# A query by example has all words of a unit: the rare ones decide, and the others cost time.
_MOST_WORDS = 48


class Postings(NamedTuple):
    """The documents that have a stem, and what it adds to the score of each."""

    documents: "NDArray[np.int32]"
    scores: "NDArray[np.float32]"


@dataclass(frozen=True)
class WordView:
    """Ranks by words."""

    postings: dict[str, Postings]
    count: int
    name: str = "words"

    def rank(self, query: SearchQuery, allowed: "NDArray[np.bool_] | None", limit: int) -> list[Ranked]:
        """Return the documents that share stems with the query."""
        scores = np.zeros(self.count, np.float32)
        known = ((weight, self.postings[word]) for word, weight in query.words.items() if word in self.postings)
        rarest = sorted(known, key=lambda each: len(each[1].documents))[:_MOST_WORDS]
        for weight, postings in rarest:
            scores[postings.documents] += np.float32(min(weight, 1.0)) * postings.scores
        return best_of(scores, allowed, limit)


@dataclass
class WordCounts:
    """The words of documents that are added one after another."""

    _lengths: list[float] = field(default_factory=list)
    _places: dict[str, tuple[list[int], list[float]]] = field(default_factory=dict)

    def add(self, documents: Iterable[SearchDocument]) -> None:
        """Take the words of some documents."""
        for document in documents:
            words = document.weighted_words()
            for word, weight in words.items():
                documents_of, weights_of = self._places.setdefault(word, ([], []))
                documents_of.append(len(self._lengths))
                weights_of.append(weight)
            self._lengths.append(sum(words.values()))

    def build(self) -> WordView:
        """Return the view of all that were added."""
        lengths = np.array(self._lengths, np.float32)
        mean = float(lengths.mean()) if len(lengths) else 1.0
        norms = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / max(mean, 1e-9))
        return WordView({word: _postings(*found, norms) for word, found in self._places.items()}, len(lengths))


def _postings(documents: list[int], weights: list[float], norms: "NDArray[np.float32]") -> Postings:
    at = np.array(documents, np.int32)
    frequency = np.array(weights, np.float32)
    idf = np.log(1 + (len(norms) - len(at) + 0.5) / (len(at) + 0.5))
    return Postings(at, (idf * frequency * (_SATURATION + 1) / (frequency + norms[at])).astype(np.float32))
