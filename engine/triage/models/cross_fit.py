"""Scores and ranks of labels by models that did not see them: what calibration and the certificate may use."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.triage.models.ridge_regression import Matrix, feature_matrix, fit_ridge

FOLDS = 10
TIED = 9  # decimals in which equal scores agree


@dataclass(frozen=True, slots=True)
class CrossFit:
    """For each label the probability that a model without its fold gave it, and its rank in the queue sample."""

    scores: tuple[float, ...]
    ranks: tuple[float, ...]


def cross_fit(
    rows: Sequence[Mapping[str, float]],
    accepted: Sequence[bool],
    sample: Sequence[Mapping[str, float]],
    names: Sequence[str],
    keys: Sequence[int],
) -> CrossFit:
    """Fit one model per fold without its labels; the hash of a label's key draws its fold. Needs some dozen labels."""
    matrix, queue = feature_matrix(rows, names), feature_matrix(sample, names)
    labels, fold = np.array(accepted), np.array([_fold(key) for key in keys])
    scores, ranks = np.zeros(len(rows)), np.zeros(len(rows))
    for number in range(FOLDS):
        held = fold == number
        if not held.any():
            continue
        fitted = fit_ridge(matrix[~held], labels[~held])
        scores[held] = fitted.probabilities(matrix[held])
        ranks[held] = _ranks(fitted.probabilities(queue), scores[held])
    return CrossFit(tuple(scores.tolist()), tuple(ranks.tolist()))


def _fold(key: int) -> int:
    """Return the fold of a label; its place would not do, since faults may come in a rhythm."""
    return int.from_bytes(hashlib.blake2b(key.to_bytes(8), digest_size=4).digest()) % FOLDS


def _ranks(pool: Matrix, scores: Matrix) -> Matrix:
    """Return the share of the pool that scores higher than each score.

    Equal units must tie; the last bits of a matrix product depend on the place of the row.
    """
    ordered = np.sort(pool.round(TIED))
    return (len(pool) - np.searchsorted(ordered, scores.round(TIED), side="right")) / len(pool)
