"""How many planted faults reviewers miss: what a certificate against labels cannot see."""

from dataclasses import dataclass

from engine.triage.certificates.binomial import upper_bound

DELTA = 0.10


@dataclass(frozen=True, slots=True)
class ReviewerDrill:
    """Answers to known items: faults planted and missed, sound items and those that were rejected all the same."""

    planted: int = 0
    missed: int = 0
    sound: int = 0
    rejected: int = 0

    @property
    def miss_bound(self) -> float:
        """The share of faults that reviewers miss at most, with a confidence of 90 %."""
        if not self.planted:
            return 1.0
        return upper_bound(self.missed, self.planted, DELTA)

    def true_share(self, by_labels: float) -> float:
        """Return how large a share of faults can be of which labels show `by_labels`."""
        found = 1.0 - self.miss_bound
        if found <= by_labels:
            return 1.0
        return by_labels / found
