"""Which model to ask: a local one that is right often enough, else the one with the highest expected value.

What an accepted answer is worth is a reviewer's time, by task, in routing.toml. A local model costs nothing; a task is
asked again in the cloud only where that is worth more than it costs and the budget allows it.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from engine.llm.money.model_prices import NANODOLLARS


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """What an accepted answer is worth in dollars, and how often a local model must be right to be asked first."""

    worth: float
    least_success: float


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model that could be asked: how often it is right with this task, and what a call costs at most."""

    model: str
    success: float
    most_nanodollars: int = 0

    @property
    def is_local(self) -> bool:
        return self.most_nanodollars == 0


@dataclass(frozen=True, slots=True)
class RankedChoice:
    """A choice with its expected value in dollars, and why in words."""

    choice: ModelChoice
    value: float
    reason: str


def rank_models(task: str, choices: Sequence[ModelChoice], budget_left: int) -> tuple[RankedChoice, ...]:
    """Return the choices that are worth asking and that the budget allows, the one to ask first."""
    rule = routing_rule(task)
    allowed = [choice for choice in choices if choice.most_nanodollars <= budget_left]
    ranked = sorted(
        (_ranked(choice, rule) for choice in allowed),
        key=lambda each: (not _comes_first(each.choice, rule), -each.value, each.choice.model),
    )
    return tuple(each for each in ranked if each.value > 0)


def is_worth_escalating(task: str, local: ModelChoice, cloud: ModelChoice) -> bool:
    """Whether a failed local answer is worth a call to the cloud."""
    gained = (cloud.success - local.success) * routing_rule(task).worth
    return gained > cloud.most_nanodollars / NANODOLLARS


def routing_rule(task: str) -> RoutingRule:
    """Return the rule of a task, or the default one."""
    rules = _rules()
    return rules.get(task, rules["default"])


@cache
def _rules() -> dict[str, RoutingRule]:
    data = tomllib.loads(files("engine.analysts.route").joinpath("routing.toml").read_text(encoding="utf-8"))
    per_minute = data["dollars_a_minute"]
    return {name: RoutingRule(row["minutes"] * per_minute, row["least_success"]) for name, row in data["tasks"].items()}


def _comes_first(choice: ModelChoice, rule: RoutingRule) -> bool:
    return choice.is_local and choice.success >= rule.least_success


def _ranked(choice: ModelChoice, rule: RoutingRule) -> RankedChoice:
    price = choice.most_nanodollars / NANODOLLARS
    value = choice.success * rule.worth - price
    reason = f"{choice.model}: right in {choice.success:.0%}, worth ${rule.worth:.2f}, costs at most ${price:.4f}"
    return RankedChoice(choice, value, reason)
