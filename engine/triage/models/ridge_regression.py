"""Logistic regression with a ridge, fitted to all labels at once: what the online champion starts again from.

A few hundred labels are too few for stochastic steps to converge; Newton's method reaches the optimum in milliseconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
RIDGE = 3.0  # of a weight per standard deviation; the intercept is almost free
_FREE = 1e-3
_STEPS = 12
_CONVERGED = 1e-6
_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class RidgeFit:
    """Weights of standardised columns; the first is the intercept."""

    means: Matrix
    scales: Matrix
    weights: NDArray[Any]

    def probabilities(self, matrix: Matrix) -> Matrix:
        """Return the probability of acceptance for each row."""
        return _sigmoid(self._standardised(matrix) @ self.weights)

    def influences(self, matrix: Matrix, accepted: Sequence[bool], unit: Matrix) -> Matrix:
        """Return how far each label moves the log-odds of a unit, to first order: what leaving it out would undo."""
        design = self._standardised(matrix)
        chance = _sigmoid(design @ self.weights)
        towards = np.linalg.solve(_curvature(design, chance), self._standardised(unit.reshape(1, -1))[0])
        return (np.array(accepted, dtype=np.float64) - chance) * (design @ towards)

    def _standardised(self, matrix: Matrix) -> Matrix:
        return np.hstack([np.ones((len(matrix), 1)), (matrix - self.means) / self.scales])


def feature_matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Matrix:
    """Return the rows as a matrix; a feature that a row lacks is zero."""
    return np.array([[row.get(name, 0.0) for name in names] for row in rows], dtype=np.float64)


def fit_ridge(matrix: Matrix, accepted: Sequence[bool]) -> RidgeFit:
    """Fit the regression by Newton's method."""
    labels = np.array(accepted, dtype=np.float64)
    means, scales = matrix.mean(axis=0), matrix.std(axis=0)
    scales = np.where(scales < _EDGE, 1.0, scales)
    design = np.hstack([np.ones((len(matrix), 1)), (matrix - means) / scales])
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chance = _sigmoid(design @ weights)
        slope = design.T @ (labels - chance) - _penalties(len(weights)) * weights
        step = np.linalg.solve(_curvature(design, chance), slope)
        weights = weights + step
        if np.abs(step).max() < _CONVERGED:
            break
    return RidgeFit(means, scales, weights)


def _curvature(design: Matrix, chance: Matrix) -> Matrix:
    weighted = design * (chance * (1.0 - chance) + _EDGE)[:, None]
    return weighted.T @ design + np.diag(_penalties(design.shape[1]))


def _penalties(count: int) -> Matrix:
    penalties = np.full(count, RIDGE)
    penalties[0] = _FREE
    return penalties


def _sigmoid(logits: NDArray[Any]) -> Matrix:
    return 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
