"""What a council chooses from, and the record of how it chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CouncilCandidate:
    """An answer of one analyst. `messages` are what the validator has against it; without any it is valid."""

    analyst: str
    value: Any
    messages: tuple[str, ...] = ()

    @property
    def is_valid(self) -> bool:
        return not self.messages


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote of an analyst for one candidate, by its index, with the reason."""

    choice: int
    reason: str


@dataclass(frozen=True, slots=True)
class CastVote:
    """A vote with its weight, which is the trust in its analyst."""

    analyst: str
    choice: int
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class CouncilRound:
    """One round: the votes, who leads after it, and the share of the weight that agrees."""

    votes: tuple[CastVote, ...]
    leader: int
    agreement: float

    @property
    def dissent(self) -> tuple[CastVote, ...]:
        return tuple(vote for vote in self.votes if vote.choice != self.leader)


@dataclass(frozen=True, slots=True)
class CouncilRecord:
    """Everything that was proposed, and each round. `chosen` is the leader of the last one."""

    candidates: tuple[CouncilCandidate, ...]
    rounds: tuple[CouncilRound, ...]

    @property
    def chosen(self) -> CouncilCandidate:
        return self.candidates[self.rounds[-1].leader]

    def to_json(self) -> Mapping[str, Any]:
        """Return the votes as plain values, for the record."""
        return {
            "candidates": [{"analyst": each.analyst, "messages": list(each.messages)} for each in self.candidates],
            "rounds": [_round(each) for each in self.rounds],
            "chosen": self.rounds[-1].leader,
        }


def _round(found: CouncilRound) -> Mapping[str, Any]:
    votes: Sequence[CastVote] = found.votes
    return {
        "leader": found.leader,
        "agreement": round(found.agreement, 3),
        "votes": [
            {"analyst": each.analyst, "choice": each.choice, "weight": round(each.weight, 3), "reason": each.reason}
            for each in votes
        ],
    }
