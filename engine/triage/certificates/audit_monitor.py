"""Watches an open auto lane: a mixture of bets against "at most 5 % are wrong", valid at any time.

Each audit pays each bet; the mean of their wealth is an e-process, so that it reaches 20 with a chance of at most 5 %
while the claim holds. Reaching it suspends the lane.
"""

import math
from dataclasses import dataclass

from engine.triage.certificates.certificate import ALPHA

BETS = tuple(0.5 + step * 0.5 for step in range(30))
TRIP = math.log(20.0)


@dataclass(frozen=True, slots=True)
class AuditMonitor:
    """The logarithmic wealth of each bet, and how many audits it saw."""

    wealth: tuple[float, ...] = (0.0,) * len(BETS)
    audits: int = 0
    wrong: int = 0
    peak: float = 0.0  # the highest evidence so far, as a logarithm

    @property
    def evidence(self) -> float:
        """The mean wealth as a logarithm."""
        highest = max(self.wealth)
        total = math.fsum(math.exp(each - highest) for each in self.wealth)
        return highest + math.log(total / len(self.wealth))

    @property
    def has_tripped(self) -> bool:
        return self.peak >= TRIP

    def observe(self, *, is_wrong: bool) -> "AuditMonitor":
        """Return the monitor after one more audit."""
        outcome = float(is_wrong) - ALPHA
        wealth = tuple(each + math.log1p(bet * outcome) for each, bet in zip(self.wealth, BETS, strict=True))
        after = AuditMonitor(wealth, self.audits + 1, self.wrong + is_wrong, self.peak)
        return AuditMonitor(wealth, after.audits, after.wrong, max(self.peak, after.evidence))
