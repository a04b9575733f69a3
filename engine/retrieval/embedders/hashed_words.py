"""The embedder that is always there: stems and letter triples, hashed and projected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from engine.retrieval.embedders.projection import DIMENSIONS, Projection, fit_projection
from engine.retrieval.shape.fingerprint import hash_text
from engine.retrieval.words.split_words import stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUCKETS = 1 << 14
_TRIPLE_WEIGHT = 0.25


@dataclass(frozen=True)
class HashedWords:
    """An embedder over a projection that was fitted to the texts."""

    projection: Projection

    @property
    def id(self) -> str:
        """The projection's."""
        return self.projection.id

    @property
    def dimensions(self) -> int:
        """The projection's."""
        return DIMENSIONS

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return a vector a text."""
        return self.projection.vectors([hashed_words(text) for text in texts])


def fit_hashed_words(texts: Sequence[str]) -> HashedWords:
    """Return the embedder for some texts."""
    return HashedWords(fit_projection("words", [hashed_words(text) for text in texts], BUCKETS))


@cache
def fixed_hashed_words() -> HashedWords:
    """Return the embedder that is fitted to nothing: its vectors stay valid while documents come and go."""
    return HashedWords(Projection("words", np.ones(BUCKETS, np.float32)))


def hashed_words(text: str) -> Mapping[int, float]:
    """Return the weight of each bucket of the stems of a text and of their triples."""
    found: dict[int, float] = {}
    for stem in stems(text):
        _add(found, stem, 1.0)
        for at in range(len(stem) - 2):
            _add(found, f"~{stem[at : at + 3]}", _TRIPLE_WEIGHT)
    return found


def _add(found: dict[int, float], word: str, weight: float) -> None:
    bucket = hash_text(word) % BUCKETS
    found[bucket] = found.get(bucket, 0.0) + weight
