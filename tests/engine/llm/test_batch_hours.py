"""Hours of a day in which batches are submitted."""

import pytest

from engine.fault import EngineError
from engine.llm.cloud.batch_hours import read_hours


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("22-6", {22, 23, 0, 1, 2, 3, 4, 5}),
        ("9-12", {9, 10, 11}),
        ("0-24", set(range(24))),
        ("20-24", {*range(20, 24)}),
    ],
)
def test_the_last_hour_ends_before_it(text: str, within: set[int]) -> None:
    hours = read_hours(text)
    assert hours
    assert {hour for hour in range(24) if hours.contains(hour)} == within


def test_any_is_no_bound() -> None:
    assert read_hours("any") is None


@pytest.mark.parametrize("text", ["", "night", "22", "22-22", "25-3", "-1-3", "22 - 6", "٢٢-٦"])
def test_what_is_not_hours_is_refused(text: str) -> None:
    with pytest.raises(EngineError) as raised:
        read_hours(text)
    assert (raised.value.code, "22-6" in raised.value.hint) == ("cost.batch_hours", True)
