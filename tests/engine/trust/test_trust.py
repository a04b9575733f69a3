"""Trust follows the record of an analyst, forgets slowly, and has consequences only with evidence."""

import random
from dataclasses import replace
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betainc

from engine.trust.agreement import Agreement, AnalystVote, agreement
from engine.trust.analyst_trust import AnalystOutcome, AnalystTrust, timeliness
from engine.trust.beta import DiscountedBeta, incomplete_beta, quantile
from engine.trust.consequences import AnalystState, TrustPriority, boost, priority, state
from engine.trust.routing import choose_analyst
from engine.trust.strength import strength
from engine.trust.trend import Trend, trend

GOOD = AnalystOutcome(accepted=1.0, is_valid=True, quality=0.9, seconds=1.0, allowed_seconds=10.0, at_day=1.0)
BAD = replace(GOOD, accepted=0.0, quality=0.1)
OUTCOMES = st.lists(
    st.sampled_from([GOOD, BAD, replace(GOOD, accepted=0.5), replace(GOOD, is_valid=False)]), max_size=80
)


def record(*outcomes: AnalystOutcome) -> AnalystTrust:
    trust = AnalystTrust()
    for outcome in outcomes:
        trust = trust.observe(outcome)
    return trust


@given(st.floats(0.5, 60), st.floats(0.5, 60), st.floats(0.001, 0.999))
def test_the_incomplete_beta_is_the_one_of_the_textbooks(alpha: float, beta: float, at: float) -> None:
    assert incomplete_beta(alpha, beta, at) == pytest.approx(float(betainc(alpha, beta, at)), abs=1e-9)


def test_a_quantile_is_the_inverse_of_the_posterior() -> None:
    evidence = DiscountedBeta(12.0, 3.0)
    assert evidence.probability_below(quantile(evidence, 0.05)) == pytest.approx(0.05)


@given(OUTCOMES)
def test_trust_stays_between_zero_and_one_within_its_band(outcomes: list[AnalystOutcome]) -> None:
    trust = record(*outcomes)
    low, high = trust.band
    assert 0.0 <= low <= trust.overall <= high <= 1.0


@given(OUTCOMES)
def test_an_approval_never_lowers_trust_below_a_rejection(outcomes: list[AnalystOutcome]) -> None:
    trust = record(*outcomes)
    assert trust.observe(GOOD).accuracy.mean > trust.observe(replace(GOOD, accepted=0.0)).accuracy.mean


def test_old_evidence_fades_by_half_in_sixty_days() -> None:
    trust = record(*[GOOD] * 30)
    assert trust.aged(61.0).accuracy.good == pytest.approx(trust.accuracy.good / 2)


def test_a_new_analyst_gets_no_boost() -> None:
    assert boost(AnalystTrust(), 0.9) == 0.0


@given(OUTCOMES, st.floats(0, 1))
def test_a_boost_is_at_most_one_half(outcomes: list[AnalystOutcome], mean: float) -> None:
    assert -0.5 <= boost(record(*outcomes), mean) <= 0.5


@pytest.mark.parametrize(
    ("boosted", "expected"),
    [
        (0.21, TrustPriority.CRITICAL),
        (0.2, TrustPriority.NORMAL),
        (-0.2, TrustPriority.NORMAL),
        (-0.21, TrustPriority.LOW),
    ],
)
def test_the_boundaries_of_priority_are_ordinary(boosted: float, expected: TrustPriority) -> None:
    assert priority(boosted) is expected


def outcomes_until(wanted: AnalystState, chance: random.Random) -> int:
    trust, current, seen = AnalystTrust(), AnalystState.ENABLED, 0
    for at in range(400):
        rate = 0.85 if at < 100 else 0.15
        trust = trust.observe(GOOD if chance.random() < rate else BAD)
        current = state(trust, current)
        seen = at - 99
        if at >= 100 and (current is wanted or current is AnalystState.DISABLED):
            break
    return seen


def test_a_collapse_raises_an_alert_and_then_disables() -> None:
    chance = random.Random(5)
    assert median(outcomes_until(AnalystState.ALERT, chance) for _ in range(41)) <= 42
    assert median(outcomes_until(AnalystState.DISABLED, chance) for _ in range(41)) <= 70


def test_a_few_rejections_do_not_disable() -> None:
    assert state(record(*[BAD] * 9)) is AnalystState.ALERT


def test_a_disabled_analyst_returns_only_when_its_accuracy_is_surely_higher() -> None:
    trust = record(*[BAD] * 30)
    assert state(trust) is AnalystState.DISABLED
    for _ in range(2):
        trust = trust.observe(GOOD)
    assert state(trust, AnalystState.DISABLED) is AnalystState.DISABLED
    for _ in range(20):
        trust = trust.observe(GOOD)
    assert state(trust, AnalystState.DISABLED) is AnalystState.ENABLED


def test_lateness_costs_credit_gradually() -> None:
    assert timeliness(10.0, 10.0) == 1.0
    assert 0.3 < timeliness(20.0, 10.0) < 0.4


def test_a_rising_record_improves_and_a_short_one_is_stable() -> None:
    rising = [each / 20 for each in range(20)]
    assert trend(rising) is Trend.IMPROVING
    assert trend(rising[::-1]) is Trend.DECLINING
    assert trend([0.1, 0.9]) is Trend.STABLE


@pytest.mark.parametrize(("overall", "word"), [(0.9, "very strong"), (0.5, "moderate"), (0.1, "very weak")])
def test_trust_in_a_word(overall: float, word: str) -> None:
    assert strength(overall) == word


def test_agreement_names_its_strongest_ground() -> None:
    plain = AnalystVote("a", "x", None, None)
    assert agreement([plain, AnalystVote("b", "x", None, None)], "x") is Agreement.CONSENSUS
    assert agreement([AnalystVote("a", "x", None, 0.8), AnalystVote("b", "y", None, None)], "x") is Agreement.EXPERT
    assert agreement([AnalystVote("a", "x", 0.95, None)], "x") is Agreement.HIGH_CONFIDENCE
    assert agreement([plain], "x") is Agreement.NONE


def test_routing_prefers_the_better_analyst_and_explores() -> None:
    chance = random.Random(2)
    candidates = {"good": (DiscountedBeta(40, 4), 0.0), "poor": (DiscountedBeta(4, 40), 0.0)}
    choices = [choose_analyst(candidates, chance) for _ in range(200)]
    poor = [choice for choice in choices if choice.analyst == "poor"]
    assert 0 < len(poor) < 30
    assert all(choice.propensity == pytest.approx(0.05, abs=0.01) for choice in poor)
