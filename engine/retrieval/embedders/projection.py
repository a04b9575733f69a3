"""Weights by bucket to short dense vectors: TF-IDF, then a truncated singular value decomposition.

The decomposition depends on the number of threads of the linear algebra: it is computed once and kept as data.
Too few documents have no such decomposition; then buckets are folded, each with a sign, which needs no data.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSIONS = 256
_OVERSAMPLING = 16
_ROUNDS = 2
_MOST_ROWS = 4000  # more documents hardly change the directions, and take time
_SEED = 20_261


@dataclass(frozen=True)
class Projection:
    """`idf` weighs each bucket; `matrix` has a row a bucket, or is None where buckets are folded."""

    name: str
    idf: "NDArray[np.float32]"
    matrix: "NDArray[np.float32] | None" = None

    @cached_property
    def id(self) -> str:
        """The name with a digest of the data: vectors of another projection do not compare."""
        data = self.idf.tobytes() + (b"" if self.matrix is None else self.matrix.tobytes())
        return f"{self.name}-{hashlib.blake2b(data, digest_size=6).hexdigest()}"

    def vectors(self, rows: Sequence[Mapping[int, float]]) -> "NDArray[np.float32]":
        """Return a vector of length 1 for each row; zeros for an empty one."""
        return self.projected(self.weights(rows))

    def weights(self, rows: Sequence[Mapping[int, float]]) -> Any:  # noqa: ANN401 - a sparse matrix of scipy
        """Return the rows as a sparse matrix, weighted, each of length 1."""
        return self.weighted(sparse_rows(rows, len(self.idf)))

    def weighted(self, counts: Any) -> Any:  # noqa: ANN401
        """Return such a matrix for one that has not been weighted."""
        return _scaled(counts, self.idf)

    def projected(self, weights: Any) -> "NDArray[np.float32]":  # noqa: ANN401
        """Return a vector for each row of such a matrix."""
        if self.matrix is None:
            return unit_rows(_folded(weights))
        return unit_rows(np.asarray(weights @ self.matrix, dtype=np.float32))


def fit_projection(name: str, rows: Sequence[Mapping[int, float]], buckets: int) -> Projection:
    """Return the projection for some rows: a decomposition where there are enough of them."""
    return fit_counts(name, sparse_rows(rows, buckets))


def fit_counts(name: str, counts: Any) -> Projection:  # noqa: ANN401 - a sparse matrix of scipy
    """Return the projection for the rows of a matrix."""
    total, buckets = counts.shape
    frequency = np.bincount(counts.indices, minlength=buckets)
    idf = (np.log((1 + total) / (1 + frequency)) + 1).astype(np.float32)
    if total <= DIMENSIONS + _OVERSAMPLING:
        return Projection(name, idf)
    sample = counts[:: max(1, total // _MOST_ROWS)]
    return Projection(name, idf, _decomposed(_scaled(sample, idf)))


def sparse_rows(rows: Sequence[Mapping[int, float]], buckets: int) -> Any:  # noqa: ANN401
    """Return rows as a sparse matrix of scipy."""
    from scipy.sparse import csr_matrix

    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.fromiter((key for row in rows for key in row), np.int32, int(starts[-1]))
    values = np.fromiter((value for row in rows for value in row.values()), np.float32, int(starts[-1]))
    return csr_matrix((values, columns, starts), shape=(len(rows), buckets))


def _scaled(counts, idf: "NDArray[np.float32]"):  # noqa: ANN001, ANN202
    """TF-IDF with rows of length 1."""
    weights = counts.copy()
    weights.data *= idf[weights.indices]
    lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    weights.data /= np.repeat(np.maximum(lengths, 1e-12), np.diff(weights.indptr)).astype(np.float32)
    return weights


def _decomposed(weights) -> "NDArray[np.float32]":  # noqa: ANN001
    """The leading right singular vectors, by random projections and a few rounds of refinement."""
    chance = np.random.default_rng(_SEED)
    basis = chance.standard_normal((weights.shape[1], DIMENSIONS + _OVERSAMPLING)).astype(np.float32)
    for _ in range(_ROUNDS):
        basis, _ = np.linalg.qr(weights.T @ (weights @ basis))
    _, _, right = np.linalg.svd(weights @ basis, full_matrices=False)
    found = basis @ right[:DIMENSIONS].T
    signs = np.sign(found[np.abs(found).argmax(axis=0), np.arange(DIMENSIONS)])
    return (found * signs).astype(np.float32)


def _folded(weights) -> "NDArray[np.float32]":  # noqa: ANN001
    """Add up buckets with the same remainder; every other fold has the other sign."""
    found = np.zeros((weights.shape[0], DIMENSIONS), np.float32)
    signs = np.where((weights.indices // DIMENSIONS) % 2, -1.0, 1.0) * weights.data
    rows = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    np.add.at(found, (rows, weights.indices % DIMENSIONS), signs)
    return found


def unit_rows(rows: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return rows of length 1; zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
