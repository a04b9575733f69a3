"""One unit whole, as a reviewer sees it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from daemon.server.review.history import unit_history
from daemon.server.review.unit_texts import stored_text, unit_texts
from daemon.wire import review as wire
from daemon.wire.inbox import InboxItem
from engine.review.allowed_decisions import allowed_decisions
from engine.review.carry_links import CarriedLink
from engine.review.decide import DecisionContext
from engine.review.explain_policy import ExplainedUnit, explain_policy
from engine.review.hunks import Hunk, find_hunks
from engine.review.review_causes import ReviewSubject, find_causes
from store import ReadView
from store.access import people
from store.codebase import conversions
from store.codebase.conversions import ConversionRow
from store.files import spec_files
from store.review import comments, proposals, review_sync, reviews
from store.review.reviews import ReviewRow


def review_detail(view: ReadView, item: InboxItem, situation: DecisionContext) -> wire.Review:
    """Everything that a person needs to decide; `can` is for the one whose situation it is."""
    found, review = conversions.get(view, item.id), reviews.get(view, item.id)
    deck = unit_texts(view, found, review)
    obligations = tuple(_open_obligations(deck.evidence))
    waiver = review.standing.waiver
    return wire.Review(
        item=item,
        deck=deck,
        lift=stored_text(view, found.spec),
        approved=stored_text(view, review.standing.approved),
        written=stored_text(view, review.written),
        waiver=None if waiver is None else people.get_remark(view, waiver.reason),
        causes=_causes(view, found, review, deck.sql, deck.links, obligations, situation),
        proposals=tuple(_proposals(view, item.id, deck.spec)),
        comments=tuple(_comments(view, review)),
        history=unit_history(view, item.id),
        can=_can(review, situation),
    )


def hunk_infos(found: Iterable[Hunk]) -> tuple[wire.HunkInfo, ...]:
    """Hunks as people count: lines from 1, both ends belong to them; an empty range ends before its start."""
    return tuple(
        wire.HunkInfo(number, hunk.old_start + 1, hunk.old_end, hunk.new_start + 1, hunk.new_end)
        for number, hunk in enumerate(found, 1)
    )


def _open_obligations(evidence: Any) -> Iterator[str]:  # noqa: ANN401  JSON as it was kept
    for each in (evidence or {}).get("obligations", ()):
        if not each["discharged"]:
            yield f"{each['relation']} has no column {each['column']}"


def _causes(
    view: ReadView,
    found: ConversionRow,
    review: ReviewRow,
    sql: str,
    links: Sequence[Any],
    obligations: tuple[str, ...],
    situation: DecisionContext,
) -> tuple[wire.CauseInfo, ...]:
    told = explain_policy(
        review.standing, situation.policy, ExplainedUnit(found.name, sql), lambda actor: people.get_name(view, actor)
    )
    looked = ReviewSubject(
        name=found.name,
        sql=sql,
        standing=review.standing,
        coverage=review.coverage,
        links=[CarriedLink(tuple(path), tuple(span), tuple(place), kind) for path, span, place, kind in links],
        obligations=obligations,
        fault=None if found.fault is None else found.fault.sentence,
        missing=told.missing,
        filed=review_sync.get_filed_verdict(view, found.id, review.standing),
    )
    found_in_text = find_causes(looked, situation.policy)
    told = (wire.CauseInfo(each.kind, each.sentence, each.start, each.end) for each in found_in_text)
    return (*_unwritten(view, review), *told)


def _unwritten(view: ReadView, review: ReviewRow) -> Iterator[wire.CauseInfo]:
    """Why the approved text does not lie in its file, or nobody can read it there, where that is known."""
    approved = review.standing.approved
    fault = None if approved is None else spec_files.find_fault(view, review.conversion)
    if fault is not None and (approved != review.written or fault.code == spec_files.UNREADABLE):
        yield wire.CauseInfo("file", f"{fault.sentence} {fault.hint}")


def _proposals(view: ReadView, conversion: int, current: str | None) -> Iterator[wire.Proposal]:
    """Open ones first shown with where they differ from the text in review."""
    for each in proposals.list_proposals(view, conversion):
        spec = stored_text(view, each.spec) or ""
        differing = find_hunks(current or "", spec) if each.state == proposals.OPEN else ()
        by = None if each.actor is None else people.get_name(view, each.actor)
        yield wire.Proposal(
            each.id, each.analyst, by, each.at, each.state, each.reason, each.verdict, spec, hunk_infos(differing)
        )


def _comments(view: ReadView, review: ReviewRow) -> Iterator[wire.LineComment]:
    for each in comments.list_comments(view, review.conversion):
        by, current = people.get_name(view, each.actor), each.spec == review.spec
        words = "(erased)" if each.words is None else each.words
        yield wire.LineComment(each.id, by, each.at, each.line, words, current)


def _can(review: ReviewRow, situation: DecisionContext) -> tuple[wire.Ability, ...]:
    return tuple(
        wire.Ability(word, allowed=True)
        if refusal is None
        else wire.Ability(word, False, refusal.sentence, refusal.hint)  # noqa: FBT003  a field of the wire
        for word, refusal in allowed_decisions(review.standing, situation)
    )
