"""Everything about one unit, as a reviewer sees it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from daemon.server.review.history import unit_history
from daemon.server.review.unit_texts import stored_text, unit_texts
from daemon.wire import conversion as wire_conversion
from daemon.wire import review as wire
from daemon.wire.inbox import InboxItem
from engine.review.allowed_decisions import allowed_decisions
from engine.review.decide import DecisionContext
from engine.review.explain_policy import ExplainedUnit, explain_policy
from engine.review.review_causes import ReviewSubject, find_causes
from engine.review.text.carry_links import CarriedLink
from engine.review.text.hunks import Hunk, find_hunks
from store import ReadView
from store.access import people
from store.codebase import conversions
from store.codebase.conversions import ConversionRow
from store.files import spec_files
from store.review import comments, proposals, review_sync, reviews
from store.review.reviews import ReviewRow


def review_detail(view: ReadView, item: InboxItem, context: DecisionContext) -> wire.Review:
    """Return everything that a person needs to decide; `can` is for the person of the context."""
    found, review = conversions.get(view, item.id), reviews.get(view, item.id)
    deck = unit_texts(view, found, review)
    return wire.Review(
        item=item,
        deck=deck,
        lift=stored_text(view, found.spec),
        approved=stored_text(view, review.standing.approved),
        written=stored_text(view, review.written),
        waiver=_waiver_reason(view, review),
        causes=_causes(view, found, review, deck, context),
        proposals=tuple(_proposals(view, item.id, deck.spec)),
        comments=tuple(_comments(view, review)),
        history=unit_history(view, item.id),
        can=tuple(_abilities(review, context)),
    )


def _waiver_reason(view: ReadView, review: ReviewRow) -> str | None:
    waiver = review.standing.waiver
    if waiver is None:
        return None
    return people.get_remark(view, waiver.reason)


def hunk_infos(found: Iterable[Hunk]) -> tuple[wire.HunkInfo, ...]:
    """Return hunks with lines counted from 1, both ends included; an empty range ends before its start."""
    return tuple(
        wire.HunkInfo(number, hunk.old_start + 1, hunk.old_end, hunk.new_start + 1, hunk.new_end)
        for number, hunk in enumerate(found, 1)
    )


def _open_obligations(evidence: Any) -> Iterator[str]:  # noqa: ANN401  stored JSON
    for each in (evidence or {}).get("obligations", ()):
        if not each["discharged"]:
            yield f"{each['relation']} has no column {each['column']}"


def _causes(
    view: ReadView,
    found: ConversionRow,
    review: ReviewRow,
    deck: wire_conversion.UnitTexts,
    context: DecisionContext,
) -> tuple[wire.CauseInfo, ...]:
    causes = find_causes(_subject(view, found, review, deck, context), context.policy)
    shown = (wire.CauseInfo(each.kind, each.sentence, each.start, each.end) for each in causes)
    return (*_file_cause(view, review), *shown)


def _subject(
    view: ReadView,
    found: ConversionRow,
    review: ReviewRow,
    deck: wire_conversion.UnitTexts,
    context: DecisionContext,
) -> ReviewSubject:
    unit = ExplainedUnit(found.name, deck.sql)
    explained = explain_policy(review.standing, context.policy, unit, lambda actor: people.get_name(view, actor))
    links: Sequence[Any] = deck.links
    return ReviewSubject(
        name=found.name,
        sql=deck.sql,
        standing=review.standing,
        coverage=review.coverage,
        links=[CarriedLink(tuple(path), tuple(span), tuple(place), kind) for path, span, place, kind in links],
        obligations=tuple(_open_obligations(deck.evidence)),
        fault=found.fault.sentence if found.fault else None,
        missing=explained.missing,
        filed=review_sync.get_filed_verdict(view, found.id, review.standing),
    )


def _file_cause(view: ReadView, review: ReviewRow) -> Iterator[wire.CauseInfo]:
    """Yield why the approved text is not in its file, or why the file is unreadable, where that is known."""
    approved = review.standing.approved
    if approved is None:
        return
    fault = spec_files.find_fault(view, review.conversion)
    if fault is not None and (approved != review.written or fault.code == spec_files.UNREADABLE):
        yield wire.CauseInfo("file", f"{fault.sentence} {fault.hint}")


def _proposals(view: ReadView, conversion: int, current: str | None) -> Iterator[wire.Proposal]:
    """Yield the proposals; open ones come first, with their hunks against the text in review."""
    for each in proposals.list_proposals(view, conversion):
        spec = stored_text(view, each.spec) or ""
        differing = find_hunks(current or "", spec) if each.state == proposals.OPEN else ()
        by = each.actor and people.get_name(view, each.actor)
        yield wire.Proposal(
            each.id, each.analyst, by, each.at, each.state, each.reason, each.verdict, spec, hunk_infos(differing)
        )


def _comments(view: ReadView, review: ReviewRow) -> Iterator[wire.LineComment]:
    for each in comments.list_comments(view, review.conversion):
        by, is_current = people.get_name(view, each.actor), each.spec == review.spec
        text = "(erased)" if each.words is None else each.words
        yield wire.LineComment(each.id, by, each.at, each.line, text, is_current)


def _abilities(review: ReviewRow, context: DecisionContext) -> Iterator[wire.Ability]:
    for kind, refusal in allowed_decisions(review.standing, context):
        if refusal is None:
            yield wire.Ability(kind, allowed=True)
        else:
            yield wire.Ability(kind, allowed=False, why=refusal.sentence, hint=refusal.hint)
