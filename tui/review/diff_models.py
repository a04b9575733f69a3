"""What the diff shows of a review: its links, its round trip, a proposal beside it."""

from collections.abc import Iterator
from enum import StrEnum

from daemon.wire.review import Proposal, Review
from tui.diff.content.compared_texts import compare_proposal, compare_round_trip
from tui.diff.content.diff_model import DiffModel, DiffNote, LinePlace
from tui.diff.content.linked_texts import link_texts
from tui.local_time import short_time


class Comparison(StrEnum):
    """The ways to look at a unit."""

    LINKS = "links"
    ROUNDTRIP = "round trip"
    PROPOSAL = "proposal"


def link_model(review: Review, *, blind: bool) -> DiffModel:
    """SQL and spec, tied; what is found is not told to those who judge by themselves first."""
    found = (
        ()
        if blind
        else (
            (cause.start, cause.end, cause.sentence)
            for cause in review.causes
            if cause.start is not None and cause.end is not None
        )
    )
    deck = review.deck
    return link_texts(deck.sql, deck.spec, deck.links, findings=found, notes=tuple(_comments(review)))


def link_inputs(review: Review) -> tuple[object, ...]:
    """All of a review that its links are drawn from: a decision, for one, changes nothing of it."""
    return review.deck, review.causes, review.comments


def round_trip_model(review: Review) -> DiffModel:
    """The SQL, and what the spec says in SQL."""
    return compare_round_trip(review.deck.sql, review.deck.lowered)


def proposal_model(review: Review, proposal: Proposal, mine: str | None) -> DiffModel:
    """The spec in review beside a proposal; beside one's own draft too, if there is one."""
    current = review.deck.spec or ""
    if mine is None:
        return compare_proposal(current, proposal.spec, hunks=proposal.hunks)
    return compare_proposal(current, proposal.spec, mine)


def _comments(review: Review) -> Iterator[DiffNote]:
    for comment in review.comments:
        place = LinePlace(1, max(comment.line - 1, 0))
        then = "" if comment.current else ", on an earlier text"
        yield DiffNote(place, f"{comment.by}, {short_time(comment.at).strip()}{then}", comment.text)
