"""Reciprocal rank fusion: ranks of different views add up, whatever their scores mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.retrieval.ranking.search_view import Ranked

RANK_OFFSET = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document with its rank (from 1) and score in each view that found it."""

    document: int
    fused: float
    ranks: Mapping[str, int]
    scores: Mapping[str, float]


@dataclass(slots=True)
class _Sum:
    fused: float = 0.0
    ranks: dict[str, int] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)


def fuse_ranks(views: Mapping[str, Sequence[Ranked]], weights: Mapping[str, float]) -> list[Candidate]:
    """Return the documents of all views, best first; equal ones in the order of the documents."""
    sums: dict[int, _Sum] = {}
    for name, ranked in views.items():
        for rank, each in enumerate(ranked, start=1):
            found = sums.setdefault(each.document, _Sum())
            found.fused += weights.get(name, 1.0) / (RANK_OFFSET + rank)
            found.ranks[name] = rank
            found.scores[name] = each.score
    candidates = [Candidate(at, each.fused, each.ranks, each.scores) for at, each in sums.items()]
    return sorted(candidates, key=lambda each: (-each.fused, each.document))
