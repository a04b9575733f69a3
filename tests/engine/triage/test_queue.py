"""The order of the queue, the forecast, audits and features."""

from dataclasses import replace

from engine.triage.certificates.audit_sample import is_audited
from engine.triage.certificates.certificate import RankedLabel
from engine.triage.certificates.forecast import forecast
from engine.triage.certificates.ranks import score_pool
from engine.triage.feature_drift import LARGE, stability_index
from engine.triage.features import ConversionFacts, feature_hash, features
from engine.triage.models.model_contest import ModelContest
from engine.triage.review_order import QueueItem, review_order

ITEM = QueueItem(1, wrong=0.1, risk=1.0, stratum="function", seen=10, days=0.0, minutes=2.0)
FACTS = ConversionFacts("function", "plpgsql", "proved", 8, 1, 90, 4, 20, 14, 3, 2, 1)


def test_a_risky_unit_comes_before_a_safe_one() -> None:
    order = review_order([ITEM, replace(ITEM, unit=2, wrong=0.5, risk=3.0)], "seed")
    assert [each.unit for each in order] == [2, 1]


def test_every_tenth_slot_is_left_to_chance() -> None:
    order = review_order([replace(ITEM, unit=unit) for unit in range(40)], "seed")
    assert [at for at, each in enumerate(order) if each.is_random] == [9, 19, 29, 39]
    assert sorted(each.unit for each in order) == list(range(40))


def test_the_order_is_the_same_for_the_same_seed() -> None:
    items = [replace(ITEM, unit=unit) for unit in range(25)]
    assert review_order(items, "a") == review_order(items, "a")


def test_about_a_tenth_of_the_accepted_units_is_audited() -> None:
    assert 0.08 < sum(is_audited("seed", unit) for unit in range(5000)) / 5000 < 0.12


def test_the_forecast_speaks_of_reviews_and_units() -> None:
    labels = [RankedLabel(each / 277, is_wrong=False) for each in range(277)]
    found = forecast(labels, 277, 0, 61)
    assert found is not None
    assert found.sentence == "23 more reviews would let about 61 waiting units through."


def test_there_is_no_forecast_where_the_labels_are_bad() -> None:
    assert forecast([RankedLabel(0.1, is_wrong=True)] * 50, 50, 0, 61) is None


def test_features_are_sorted_and_hashed_by_value() -> None:
    values = features(FACTS)
    assert list(values) == sorted(values)
    assert feature_hash(values) == feature_hash(dict(reversed(values.items())))
    assert feature_hash(values) != feature_hash(features(replace(FACTS, nesting=3)))


def test_a_shifted_feature_drifts_and_the_same_one_does_not() -> None:
    before = [each / 500 for each in range(500)]
    assert stability_index(before, before) < 0.01
    assert stability_index(before, [each + 0.5 for each in before]) > LARGE


def test_a_better_challenger_wins_the_contest() -> None:
    contest = ModelContest()
    for at in range(200):
        contest = contest.observe(0.5, 0.9 if at % 4 else 0.1, accepted=bool(at % 4))
    assert contest.is_decided


def test_an_equal_challenger_never_wins() -> None:
    contest = ModelContest()
    for at in range(500):
        contest = contest.observe(0.7, 0.7, accepted=bool(at % 3))
    assert not contest.is_decided


def test_the_threshold_of_a_mass_accepts_that_share_of_the_pool() -> None:
    pool = score_pool(each / 100 for each in range(100))
    threshold = pool.threshold(0.3)
    assert sum(score >= threshold for score in pool.scores) in (30, 31)
    assert pool.rank(threshold) <= 0.3
