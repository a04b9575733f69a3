"""The cloud models that we have prices for, and what a call to one costs.

Money is an integer of nanodollars: sums of floats would let a budget be overspent by rounding. A model without a price
is an error, not free.
"""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from math import ceil
from typing import Any

from engine.fault import EngineError, Fault
from engine.llm.language_model import TokenUsage

NANODOLLARS = 1_000_000_000
PER_MILLION = 1_000_000
RATES = ("input", "output", "cache_write", "cache_read")


@dataclass(frozen=True, slots=True)
class Price:
    """Nanodollars per million tokens from a day on, for prompts up to `below_input` tokens."""

    valid_from: date
    input: int
    output: int
    cache_write: int
    cache_read: int
    below_input: int | None = None

    def cost(self, usage: TokenUsage) -> int:
        """Return the nanodollars of a usage, rounded up."""
        total = (
            usage.input * self.input
            + usage.output * self.output
            + usage.cache_write * self.cache_write
            + usage.cache_read * self.cache_read
        )
        return ceil(total / PER_MILLION)

    def in_batches(self) -> "Price":
        """Return the price of the same tokens in a batch."""
        rates = {name: ceil(getattr(self, name) * batch_share()) for name in RATES}
        return replace(self, **rates)


@dataclass(frozen=True, slots=True)
class CloudModel:
    """A model with its limits and prices; `retires` is the last day of its service, where one is announced."""

    id: str
    tier: str
    context: int
    max_output: int
    prices: tuple[Price, ...]
    retires: date | None = None

    def price(self, day: date, prompt: int = 0) -> Price:
        """Return the price of a day for a prompt of that many tokens."""
        valid = [price for price in self.prices if price.valid_from <= day]
        if not valid:
            raise _unpriced(self.id, f"on {day.isoformat()}")
        latest = valid[-1]
        if latest.below_input is not None and prompt > latest.below_input:
            raise _unpriced(self.id, f"for a prompt of {prompt:,} tokens")
        return latest

    def most(self, prompt: int, max_tokens: int, day: date) -> int:
        """Return the most that a call can cost: all input is written to the cache, all allowed output is used."""
        return self.price(day, prompt).cost(TokenUsage(cache_write=prompt, output=max_tokens))

    def in_batches(self) -> "CloudModel":
        """Return the same model at the prices of batches."""
        return replace(self, prices=tuple(price.in_batches() for price in self.prices))


def find_model(name: str) -> CloudModel:
    """Return a model by its id."""
    found = cloud_models().get(name)
    if found is None:
        known = ", ".join(cloud_models())
        raise EngineError(Fault("llm.unknown_model", f"{name!r} is not a model with a price.", f"Known: {known}."))
    return found


def default_model() -> str:
    """Return the id of the model that is used where nobody names one."""
    return _data()["default"]


def batch_share() -> Fraction:
    """Return the share of a price that the same tokens cost in a batch."""
    return Fraction(str(_data()["batch_share"]))


@cache
def cloud_models() -> dict[str, CloudModel]:
    """Return the models of the data file by id."""
    return {row["id"]: _model(row) for row in _data()["model"]}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("engine.llm.money").joinpath("models.toml").read_text(encoding="utf-8"))


def _model(row: dict[str, Any]) -> CloudModel:
    prices = tuple(sorted(map(_price, row["prices"]), key=lambda price: price.valid_from))
    return CloudModel(row["id"], row["tier"], row["context"], row["max_output"], prices, row.get("retires"))


def _price(row: dict[str, Any]) -> Price:
    rates = {name: round(row[name] * NANODOLLARS) for name in RATES}
    return Price(row["from"], **rates, below_input=row.get("below_input"))


def _unpriced(model: str, condition: str) -> EngineError:
    sentence = f"The price of {model} {condition} is not known."
    return EngineError(
        Fault(
            "llm.no_price",
            sentence,
            "Choose another: specdeck cost cloud on --model ID.",
        )
    )
