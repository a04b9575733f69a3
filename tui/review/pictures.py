"""What the diff shows of a review: its links, its round trip, a proposal beside it."""

from collections.abc import Iterator
from enum import StrEnum

from daemon.wire.review import Proposal, Review
from tui.clock import moment
from tui.diff.comparing import compare, roundtrip
from tui.diff.linking import linked
from tui.diff.model import Model, Note, Place


class Picture(StrEnum):
    """The ways to look at a unit."""

    LINKS = "links"
    ROUNDTRIP = "round trip"
    PROPOSAL = "proposal"


def links(review: Review, *, blind: bool) -> Model:
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
    return linked(deck.sql, deck.spec, deck.links, findings=found, notes=tuple(_comments(review)))


def linked_by(review: Review) -> tuple[object, ...]:
    """All of a review that its links are drawn from: a decision, for one, changes nothing of it."""
    return review.deck, review.causes, review.comments


def round_trip(review: Review) -> Model:
    """The SQL, and what the spec says in SQL."""
    return roundtrip(review.deck.sql, review.deck.lowered)


def proposed(review: Review, proposal: Proposal, mine: str | None) -> Model:
    """The spec in review beside a proposal; beside one's own draft too, if there is one."""
    current = review.deck.spec or ""
    if mine is None:
        return compare(current, proposal.spec, hunks=proposal.hunks)
    return compare(current, proposal.spec, mine)


def _comments(review: Review) -> Iterator[Note]:
    for comment in review.comments:
        place = Place(1, max(comment.line - 1, 0))
        then = "" if comment.current else ", on an earlier text"
        yield Note(place, f"{comment.by}, {moment(comment.at).strip()}{then}", comment.text)
