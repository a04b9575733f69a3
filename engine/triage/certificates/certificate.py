"""The licence of the auto lane: Learn-then-Test over fixed quantiles, with the exact binomial.

A mass is a share of the queue, best scores first. Masses are tested in fixed sequences, one from each start; the first
mass that fails ends its sequence, so that all of its masses share one part of delta. A queue that is clean only at its
top passes from the lower start; where most of it is sound, the upper start has the labels to show it. Each label is
ranked by a model that had not seen it, and counts once for a decision, however many units the decision covered.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engine.triage.certificates.binomial import binomial_cdf, upper_bound

ALPHA = 0.05  # the share of wrong units among the accepted ones that is allowed
DELTA = 0.10  # the chance of a certificate that should not have been given
STARTS = (0.30, 0.60)  # each sequence spends an equal part of a look's delta
MASSES = tuple(round(STARTS[0] + step * 0.025, 3) for step in range(29))


@dataclass(frozen=True, slots=True)
class Look:
    """A moment at which a certificate may be given; each spends its part of delta."""

    labels: int
    delta: float


LOOKS = (Look(300, 0.05), Look(500, 0.025), Look(1000, 0.025))


@dataclass(frozen=True, slots=True)
class RankedLabel:
    """A decision as evidence: the unit's rank by an earlier snapshot, and whether a reviewer found it wrong."""

    rank: float
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Certificate:
    """The evidence and the claim: at most `alpha` of the lane is wrong, with confidence `1 - delta`."""

    mass: float
    threshold: float
    labels: int  # those that fell into the mass
    wrong: int
    alpha: float
    delta: float
    model: str  # hash of the frozen snapshot that scores the lane
    evidence: str  # hash of the labels
    until: int  # the last decision that counts, by its number in the journal

    @property
    def id(self) -> str:
        """A short name for the journal, made from the model, the evidence and the last decision that counts."""
        return hashlib.blake2b(f"{self.model}:{self.evidence}:{self.until}".encode(), digest_size=8).hexdigest()

    @property
    def bound(self) -> float:
        """The upper confidence bound of the share of wrong units, against the labels."""
        return upper_bound(self.wrong, self.labels, self.delta)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CertifiedMass:
    """The largest mass that passed, with its evidence."""

    mass: float
    labels: int
    wrong: int


def certified_mass(labels: Sequence[RankedLabel], delta: float, alpha: float = ALPHA) -> CertifiedMass | None:
    """Return the largest mass that passes one of the sequences, or None."""
    passed = [found for start in STARTS if (found := _passed(labels, start, delta / len(STARTS), alpha))]
    return max(passed, key=lambda found: found.mass, default=None)


def due_look(labels: int, looks_taken: int) -> Look | None:
    """Return the look that is due with this many labels, if it was not taken yet."""
    if looks_taken >= len(LOOKS):
        return None
    look = LOOKS[looks_taken]
    if labels >= look.labels:
        return look
    return None


def _passed(labels: Sequence[RankedLabel], start: float, delta: float, alpha: float) -> CertifiedMass | None:
    best = None
    for mass in MASSES:
        if mass < start:
            continue
        within = [label.is_wrong for label in labels if label.rank <= mass]
        if not within or binomial_cdf(sum(within), len(within), alpha) > delta:
            break
        best = CertifiedMass(mass, len(within), sum(within))
    return best
