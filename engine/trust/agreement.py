"""What several analysts say together: consensus, an expert's vote, or one that is very sure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

CONSENSUS_ANALYSTS = 2
CONSENSUS_APPROVAL = 0.85
EXPERT_APPROVAL = 0.75
HIGH_CONFIDENCE = 0.9
NEUTRAL = 0.5  # what a missing confidence counts as


class Agreement(StrEnum):
    """Why a group of proposals deserves attention."""

    CONSENSUS = "consensus"
    EXPERT = "expert"
    HIGH_CONFIDENCE = "high confidence"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AnalystVote:
    """One analyst's answer to a question, with its record."""

    analyst: str
    answer: str
    confidence: float | None
    approval_rate: float | None


def agreement(votes: Sequence[AnalystVote], answer: str) -> Agreement:
    """Return the strongest agreement behind an answer."""
    behind = [vote for vote in votes if vote.answer == answer]
    rates = [vote.approval_rate for vote in behind if vote.approval_rate is not None]
    confidences = [NEUTRAL if vote.confidence is None else vote.confidence for vote in behind]
    if len(behind) >= CONSENSUS_ANALYSTS and len(behind) / len(votes) >= CONSENSUS_APPROVAL:
        return Agreement.CONSENSUS
    if any(rate > EXPERT_APPROVAL for rate in rates):
        return Agreement.EXPERT
    if any(each >= HIGH_CONFIDENCE for each in confidences):
        return Agreement.HIGH_CONFIDENCE
    return Agreement.NONE
