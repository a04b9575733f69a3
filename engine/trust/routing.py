"""Which analyst gets a question: Thompson sampling over accuracy per cost, with a tenth left to chance."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from engine.trust.beta import DiscountedBeta

EXPLORATION = 0.10
DRAWS = 400  # to estimate the propensity of a choice


@dataclass(frozen=True, slots=True)
class RoutingChoice:
    """The analyst that was chosen, and the probability with which it was: what a later estimate divides by."""

    analyst: str
    propensity: float
    is_exploration: bool


def choose_analyst(candidates: Mapping[str, tuple[DiscountedBeta, float]], chance: random.Random) -> RoutingChoice:
    """Return one of the candidates, given as accuracy and relative cost by name."""
    names = sorted(candidates)
    explores = chance.random() < EXPLORATION
    chosen = chance.choice(names) if explores else _thompson(candidates, names, chance)
    wins = sum(_thompson(candidates, names, chance) == chosen for _ in range(DRAWS)) / DRAWS
    propensity = EXPLORATION / len(names) + (1.0 - EXPLORATION) * wins
    return RoutingChoice(chosen, propensity, explores)


def _thompson(candidates: Mapping[str, tuple[DiscountedBeta, float]], names: list[str], chance: random.Random) -> str:
    return max(names, key=lambda name: _draw(*candidates[name], chance))


def _draw(accuracy: DiscountedBeta, cost: float, chance: random.Random) -> float:
    return chance.betavariate(accuracy.alpha, accuracy.beta) / (1.0 + cost)
