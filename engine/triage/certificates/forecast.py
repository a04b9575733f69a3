"""What more reviews would open: a sentence for the queue instead of a promise."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.triage.certificates.binomial import binomial_cdf
from engine.triage.certificates.certificate import ALPHA, LOOKS, MASSES, STARTS, RankedLabel


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many more reviews would let how many waiting units through, if the labels go on as they were."""

    reviews: int
    units: int
    mass: float

    @property
    def sentence(self) -> str:
        reviews = "1 more review" if self.reviews == 1 else f"{self.reviews} more reviews"
        units = "1 waiting unit" if self.units == 1 else f"{self.units} waiting units"
        return f"{reviews} would let about {units} through."


def forecast(labels: Sequence[RankedLabel], decisions: int, looks: int, waiting: int) -> Forecast | None:
    """Return what the next look would open; None when no look is left or no mass looks clean enough."""
    if looks >= len(LOOKS):
        return None
    look = LOOKS[looks]
    growth = max(1.0, look.labels / max(1, decisions))
    mass = max((each for each in MASSES if _would_pass(labels, each, growth, look.delta)), default=None)
    if mass is None:
        return None
    return Forecast(max(0, look.labels - decisions), round(mass * waiting), mass)


def _would_pass(labels: Sequence[RankedLabel], mass: float, growth: float, delta: float) -> bool:
    within = [label.is_wrong for label in labels if label.rank <= mass]
    expected = round(len(within) * growth)
    return bool(within) and binomial_cdf(round(sum(within) * growth), expected, ALPHA) <= delta / len(STARTS)
