"""Calibration: the identity at first, monotone steps, and an error that is near zero where scores are honest."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.triage.models.calibration import OnlinePlatt, calibration_error, fitted_platt, isotonic_curve

LABELS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def honest(count: int, seed: int = 1) -> list[tuple[float, bool]]:
    chance = random.Random(seed)
    scores = [chance.random() for _ in range(count)]
    return [(score, chance.random() < score) for score in scores]


def test_an_untrained_scaling_is_the_identity() -> None:
    assert OnlinePlatt().probability(0.73) == pytest.approx(0.73)


def test_a_scaling_learns_that_scores_are_too_high() -> None:
    platt = OnlinePlatt()
    for _ in range(200):
        platt = platt.learn(0.9, accepted=False)
    assert platt.probability(0.9) < 0.5


def test_a_fitted_scaling_corrects_scores_that_are_too_timid() -> None:
    timid = [(0.5 + (score - 0.5) / 3, accepted) for score, accepted in honest(2000)]
    platt = fitted_platt(timid)
    corrected = [(platt.probability(score), accepted) for score, accepted in timid]
    assert calibration_error(corrected) < 0.05 < calibration_error(timid)


@given(LABELS)
def test_the_steps_never_fall(labels: list[tuple[float, bool]]) -> None:
    curve = isotonic_curve(labels)
    assert curve is not None
    assert list(curve.values) == sorted(curve.values)
    assert list(curve.starts) == sorted(set(curve.starts))


@given(LABELS)
def test_the_steps_keep_the_mean_of_the_labels(labels: list[tuple[float, bool]]) -> None:
    curve = isotonic_curve(labels)
    assert curve is not None
    assert sum(map(curve.probability, (score for score, _ in labels))) == pytest.approx(
        sum(label for _, label in labels)
    )


def test_honest_scores_have_a_small_error() -> None:
    assert calibration_error(honest(20_000)) < 0.015


def test_without_labels_there_is_no_curve() -> None:
    assert isotonic_curve([]) is None
