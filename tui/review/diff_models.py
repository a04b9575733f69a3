"""What the diff shows of a review: the links, the round trip, or a proposal beside the spec."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from daemon.wire.review import Proposal, Review
from tui.diff.content.compared_texts import compare_proposal, compare_round_trip
from tui.diff.content.diff_model import DiffModel, DiffNote, LinePlace
from tui.diff.content.link_kinds import LinkKind
from tui.diff.content.linked_texts import link_texts
from tui.local_time import short_time


class UnitComparison(StrEnum):
    """What the diff compares."""

    LINKS = "links"
    ROUNDTRIP = "round trip"
    PROPOSAL = "proposal"


def link_model(review: Review, *, blind: bool) -> DiffModel:
    """Return the SQL linked to the spec. A blind review has no findings."""
    findings = () if blind else _findings(review)
    deck = review.deck
    links = [link for link in deck.links if not _is_finding(link)]  # shown with their sentence
    return link_texts(deck.sql, deck.spec, links, findings=findings, notes=tuple(_comments(review)))


def link_inputs(review: Review) -> tuple[object, ...]:
    """Return what the links are drawn from. Decisions, for example, are not part of it."""
    return review.deck, review.causes, review.comments


def round_trip_model(review: Review, proposal: Proposal | None) -> DiffModel:
    """Return the SQL beside the SQL generated from the spec in review, or from a proposal."""
    if proposal is None:
        return compare_round_trip(review.deck.sql, review.deck.lowered)
    return compare_round_trip(review.deck.sql, proposal.lowered, f"SQL from proposal {proposal.id}")


def proposal_model(review: Review, proposal: Proposal, mine: str | None) -> DiffModel:
    """Return the spec in review beside a proposal, and beside the user's draft if there is one."""
    current = review.deck.spec or ""
    if mine is None:
        return compare_proposal(current, proposal.spec, hunks=proposal.hunks)
    return compare_proposal(current, proposal.spec, mine)


def _is_finding(link: object) -> bool:
    return isinstance(link, Sequence) and tuple(link[-1:]) == (LinkKind.FINDING.value,)


def _findings(review: Review) -> Iterator[tuple[int, int, str]]:
    for cause in review.causes:
        if cause.start is not None and cause.end is not None:
            yield cause.start, cause.end, cause.sentence


def _comments(review: Review) -> Iterator[DiffNote]:
    for comment in review.comments:
        place = LinePlace(1, max(comment.line - 1, 0))
        age = "" if comment.current else ", on an earlier version"
        yield DiffNote(place, f"{comment.by}, {short_time(comment.at).strip()}{age}", comment.text)
