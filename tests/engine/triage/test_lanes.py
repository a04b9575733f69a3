"""Two scales, the stricter one wins; the boundaries belong to `spot`."""

from dataclasses import replace

import pytest

from engine.triage.lanes import Lane, LaneInput, choose_lane, lane_by_confidence, lane_by_need

SAFE = LaneInput(0.99, 0.1, is_proved=True, has_risk_words=False, certified_score=0.9, threshold=0.8)


@pytest.mark.parametrize(
    ("confidence", "lane"), [(0.951, Lane.AUTO), (0.95, Lane.SPOT), (0.80, Lane.SPOT), (0.799, Lane.REVIEW)]
)
def test_the_scale_of_confidence(confidence: float, lane: Lane) -> None:
    assert lane_by_confidence(confidence) is lane


@pytest.mark.parametrize(
    ("need", "lane"), [(0.299, Lane.AUTO), (0.3, Lane.SPOT), (0.7, Lane.SPOT), (0.701, Lane.REVIEW)]
)
def test_the_scale_of_need(need: float, lane: Lane) -> None:
    assert lane_by_need(need) is lane


def test_a_proved_unit_above_the_certified_threshold_takes_the_auto_lane() -> None:
    assert choose_lane(SAFE).lane is Lane.AUTO


@pytest.mark.parametrize(
    ("change", "lane"),
    [
        ({"has_risk_words": True}, Lane.REVIEW),
        ({"is_proved": False}, Lane.SPOT),
        ({"threshold": None}, Lane.SPOT),
        ({"certified_score": 0.79}, Lane.SPOT),
        ({"need": 0.8}, Lane.REVIEW),
    ],
)
def test_one_obstacle_is_enough(change: dict[str, object], lane: Lane) -> None:
    assert choose_lane(replace(SAFE, **change)).lane is lane


def test_the_reasons_are_those_of_the_lane() -> None:
    chosen = choose_lane(replace(SAFE, has_risk_words=True, is_proved=False))
    assert chosen.reasons == ("contains a risk word",)
