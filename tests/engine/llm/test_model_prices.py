"""Prices: by date and prompt length, in integers, and never free by omission."""

from datetime import date
from math import ceil

import pytest

from engine.fault import EngineError
from engine.llm.language_model import TokenUsage
from engine.llm.money.model_prices import NANODOLLARS, cloud_models, find_model

DAY = date(2026, 11, 30)


@pytest.mark.parametrize("model", cloud_models().values(), ids=lambda model: model.id)
def test_every_model_has_a_price_today(model):
    price = model.price(DAY)
    assert price.cache_read < price.input < price.cache_write < price.output


def test_a_cost_uses_the_prices_of_its_day():
    model = find_model("claude-sonnet-5-5")
    usage = TokenUsage(cache_read=1_000_000)
    assert model.price(date(2026, 10, 6)).cost(usage) == NANODOLLARS // 5
    assert model.price(date(2026, 10, 7)).cost(usage) == NANODOLLARS // 10


def test_a_cost_is_rounded_up():
    assert find_model("claude-haiku-5-5").price(DAY).cost(TokenUsage(cache_read=1)) == 10


def test_the_most_that_a_call_can_cost_covers_every_usage():
    model = find_model("claude-sonnet-5-5")
    most = model.most(1000, 500, DAY)
    for usage in (
        TokenUsage(1000, 500),
        TokenUsage(0, 500, 1000),
        TokenUsage(0, 500, 0, 1000),
        TokenUsage(400, 1, 600),
    ):
        assert model.price(DAY).cost(usage) <= most


@pytest.mark.parametrize(("day", "prompt"), [(date(2020, 1, 1), 10), (DAY, 100_001)])
def test_an_unknown_price_is_an_error_and_not_free(day, prompt):
    with pytest.raises(EngineError) as raised:
        find_model("claude-haiku-5-5").price(day, prompt)
    assert raised.value.code == "llm.no_price"


def test_an_unknown_model_is_an_error_that_names_the_known_ones():
    with pytest.raises(EngineError) as raised:
        find_model("gpt-9")
    assert "claude-haiku-5-5" in raised.value.hint


def test_a_batch_costs_half() -> None:
    model, usage = find_model("claude-opus-5"), TokenUsage(1_000_001, 1_000_000, 1_000_000, 1_000_000)
    day = date(2026, 11, 30)
    assert model.in_batches().price(day).cost(usage) == ceil(model.price(day).cost(usage) / 2)
    assert model.in_batches().most(10_000, 500, day) * 2 == model.most(10_000, 500, day)
