"""Champion against challenger: a sequential test that may be read at any time.

Both are scored on the same labels before they learn them. The wealth of a bettor who believes in the challenger is an
e-process against "the champion is at least as good"; at 20 the challenger may be promoted.
"""

import math
from dataclasses import dataclass

STAKES = (0.1, 0.2, 0.4, 0.8)
PROMOTE = math.log(20.0)


@dataclass(frozen=True, slots=True)
class ModelContest:
    """The logarithmic wealth of each stake, and the number of labels."""

    wealth: tuple[float, ...] = (0.0,) * len(STAKES)
    labels: int = 0

    @property
    def evidence(self) -> float:
        """The mean wealth as a logarithm."""
        highest = max(self.wealth)
        return highest + math.log(math.fsum(math.exp(each - highest) for each in self.wealth) / len(self.wealth))

    @property
    def factor(self) -> float:
        """The evidence as a factor, bounded so that it stays a number."""
        return math.exp(min(700.0, self.evidence))

    @property
    def is_decided(self) -> bool:
        return self.evidence >= PROMOTE

    def observe(self, champion: float, challenger: float, *, accepted: bool) -> "ModelContest":
        """Return the contest after one more label, by the difference of the Brier scores."""
        gain = (champion - accepted) ** 2 - (
            challenger - accepted
        ) ** 2  # between -1 and 1, mean at most 0 under the claim
        wealth = tuple(each + math.log1p(stake * gain) for each, stake in zip(self.wealth, STAKES, strict=True))
        return ModelContest(wealth, self.labels + 1)
