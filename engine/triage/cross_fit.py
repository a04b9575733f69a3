"""Scores and ranks of labels by models that did not see them: what calibration and the certificate may use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.triage.ridge_regression import Matrix, feature_matrix, fit_ridge

FOLDS = 10


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
) -> CrossFit:
    """Fit one model per fold without its labels; every tenth label is of the same fold. Needs ten labels or more."""
    matrix, queue = feature_matrix(rows, names), feature_matrix(sample, names)
    labels, fold = np.array(accepted), np.arange(len(rows)) % FOLDS
    scores, ranks = np.zeros(len(rows)), np.zeros(len(rows))
    for number in range(FOLDS):
        held = fold == number
        fitted = fit_ridge(matrix[~held], labels[~held])
        scores[held] = fitted.probabilities(matrix[held])
        ranks[held] = _ranks(fitted.probabilities(queue), scores[held])
    return CrossFit(tuple(scores.tolist()), tuple(ranks.tolist()))


def _ranks(pool: Matrix, scores: Matrix) -> Matrix:
    """Return the share of the pool that scores higher than each score."""
    return (len(pool) - np.searchsorted(np.sort(pool), scores, side="right")) / len(pool)
