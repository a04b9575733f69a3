"""The certificate: exact tails, a fixed sequence, and looks that share delta."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.triage.certificates.binomial import binomial_cdf, upper_bound
from engine.triage.certificates.certificate import DELTA, LOOKS, RankedLabel, certified_mass, due_look


@given(st.integers(1, 60), st.floats(0.01, 0.99), st.data())
def test_the_tail_is_the_sum_of_the_exact_masses(trials: int, probability: float, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, trials))
    masses = (math.comb(trials, k) * probability**k * (1 - probability) ** (trials - k) for k in range(successes + 1))
    assert binomial_cdf(successes, trials, probability) == pytest.approx(math.fsum(masses))


@pytest.mark.parametrize(("wrong", "labels"), [(0, 45), (1, 77), (3, 132), (5, 184)])
def test_the_smallest_samples_that_certify_five_percent(wrong: int, labels: int) -> None:
    assert binomial_cdf(wrong, labels, 0.05) <= 0.1
    assert binomial_cdf(wrong, labels - 1, 0.05) > 0.1


def test_the_upper_bound_is_where_the_tail_equals_delta() -> None:
    assert binomial_cdf(3, 132, upper_bound(3, 132, 0.1)) == pytest.approx(0.1)


def test_clean_labels_certify_the_whole_queue() -> None:
    labels = [RankedLabel(each / 300, is_wrong=False) for each in range(300)]
    passed = certified_mass(labels, 0.05)
    assert passed is not None
    assert (passed.mass, passed.wrong) == (1.0, 0)


def test_the_first_mass_that_fails_ends_the_sequence() -> None:
    clean = [RankedLabel(0.9, is_wrong=False) for _ in range(1000)]
    dirty = [RankedLabel(0.2, is_wrong=each % 5 == 0) for each in range(100)]
    assert certified_mass(clean + dirty, 0.05) is None


def test_without_labels_nothing_is_certified() -> None:
    assert certified_mass([], 0.1) is None


def test_each_look_is_due_once_and_their_deltas_add_up() -> None:
    assert due_look(299, 0) is None
    assert due_look(300, 0) == LOOKS[0]
    assert due_look(400, 1) is None
    assert due_look(5000, 3) is None
    assert math.fsum(look.delta for look in LOOKS) == pytest.approx(DELTA)


def test_a_lane_that_is_wrong_too_often_is_rarely_certified() -> None:
    chance = random.Random(7)
    streams = [[RankedLabel(chance.random(), chance.random() < 0.06) for _ in range(300)] for _ in range(200)]
    granted = sum(certified_mass(stream, 0.05) is not None for stream in streams)
    assert granted / len(streams) <= 0.05
