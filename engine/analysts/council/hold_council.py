"""Let analysts vote on candidates, and a critic repair the leading one, in three rounds at most.

The critic works only where a validator decides, and by what that says. What leads is always the candidate with the
fewest messages, then the one with the most weight: a repair that makes things worse never leads, so the last round is
never worse than the first.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine.analysts.council.candidate import Ballot, CastVote, CouncilCandidate, CouncilRecord, CouncilRound

MOST_ROUNDS = 3  # after the first
CONSENSUS = 2 / 3  # of the weight
USUAL_TRUST = 0.5  # of an analyst without a record
Voter = Callable[[Sequence[CouncilCandidate]], Ballot | None]
Judge = Callable[[Any], tuple[str, ...]]
Critic = Callable[[CouncilCandidate], Any]
"""Return another value, made by the messages of a candidate; None if the critic has nothing to offer."""


def hold_council(
    given: Mapping[str, Any],
    voters: Mapping[str, Voter],
    trust: Mapping[str, float],
    judge: Judge | None = None,
    critic: Critic | None = None,
) -> CouncilRecord:
    """Return what the council chose among the answers of analysts, with its votes and dissent."""
    candidates = [CouncilCandidate(analyst, value, _judged(judge, value)) for analyst, value in given.items()]
    if not candidates:
        raise ValueError("a council needs a candidate")
    rounds = [_vote(candidates, voters, trust)]
    if judge is None or critic is None:
        return CouncilRecord(tuple(candidates), tuple(rounds))
    while len(rounds) <= MOST_ROUNDS and not _is_settled(candidates, rounds):
        value = critic(candidates[rounds[-1].leader])
        if value is None:
            break
        candidates.append(CouncilCandidate("critic", value, judge(value)))
        rounds.append(_vote(candidates, voters, trust))
    return CouncilRecord(tuple(candidates), tuple(rounds))


def _judged(judge: Judge | None, value: object) -> tuple[str, ...]:
    return judge(value) if judge else ()


def _is_settled(candidates: Sequence[CouncilCandidate], rounds: Sequence[CouncilRound]) -> bool:
    last = rounds[-1]
    return candidates[last.leader].is_valid and (last.agreement >= CONSENSUS or not last.votes)


def _vote(
    candidates: Sequence[CouncilCandidate], voters: Mapping[str, Voter], trust: Mapping[str, float]
) -> CouncilRound:
    votes = tuple(_cast(candidates, voters, trust))
    weights: dict[int, float] = defaultdict(float)
    for vote in votes:
        weights[vote.choice] += vote.weight
    leader = min(range(len(candidates)), key=lambda at: (len(candidates[at].messages), -weights[at], at))
    total = sum(weights.values())
    return CouncilRound(votes, leader, weights[leader] / total if total else 0.0)


def _cast(
    candidates: Sequence[CouncilCandidate], voters: Mapping[str, Voter], trust: Mapping[str, float]
) -> Sequence[CastVote]:
    """Return the votes; one for a candidate that does not exist is left out."""
    ballots = {analyst: vote(candidates) for analyst, vote in voters.items()}
    return [
        CastVote(analyst, ballot.choice, trust.get(analyst, USUAL_TRUST), ballot.reason)
        for analyst, ballot in ballots.items()
        if ballot is not None and 0 <= ballot.choice < len(candidates)
    ]
