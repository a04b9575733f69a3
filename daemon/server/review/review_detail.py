"""Everything about one unit, as a reviewer sees it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace

from daemon.server.learning.lane_causes import lane_causes
from daemon.server.review.detail.file_proof import file_proof
from daemon.server.review.detail.review_subject import review_subject
from daemon.server.review.detail.trial_info import trial_info
from daemon.server.review.finding_infos import finding_info
from daemon.server.review.finding_links import finding_causes, finding_links
from daemon.server.review.history import unit_history
from daemon.server.review.unit_texts import stored_text, unit_texts
from daemon.wire import codec
from daemon.wire import conversion as wire_conversion
from daemon.wire import review as wire
from daemon.wire.inbox import InboxItem
from engine.review.allowed_decisions import allowed_decisions
from engine.review.change_sentences import change_sentences
from engine.review.decide import DecisionContext
from engine.review.review_causes import find_causes
from engine.review.text.hunks import Hunk, find_hunks
from engine.review.undone_changes import undone_sentence
from engine.text_difference import Difference
from store import ReadView
from store.access import people
from store.analysts import remarks
from store.analysts.proposal_summaries import find_summary
from store.codebase import conversions
from store.codebase.conversions import ConversionRow
from store.findings import finding_rows
from store.library import unit_variables
from store.review import comments, proposals, reviews
from store.review.proposals import ProposalRow
from store.review.reviews import ReviewRow


def review_detail(view: ReadView, item: InboxItem, context: DecisionContext) -> wire.Review:
    """Return everything that a person needs to decide; `can` is for the person of the context."""
    found, review = conversions.get(view, item.id), reviews.get(view, item.id)
    deck = unit_texts(view, found, review)
    findings = tuple(map(finding_info, finding_rows.list_of_unit(view, item.id)))
    return wire.Review(
        item=item,
        deck=replace(deck, links=(*deck.links, *finding_links(findings, deck.links))),
        lift=stored_text(view, found.spec),
        approved=stored_text(view, review.standing.approved),
        written=stored_text(view, review.written),
        waiver=_waiver_reason(view, review),
        causes=(
            *_causes(view, found, review, deck, context),
            *finding_causes(findings),
            *lane_causes(view, item.id),
        ),
        proposals=tuple(_proposals(view, item.id, deck.spec, stored_text(view, found.spec) or "")),
        comments=tuple(_comments(view, review)),
        history=unit_history(view, item.id),
        can=tuple(_abilities(review, context)),
        file=file_proof(view, item.id),
        findings=findings,
        notes=tuple(_notes(view, item.id, found.sql)),
        trial=trial_info(view, found, review),
        variables=tuple(_variables(view, item.id)),
    )


def _variables(view: ReadView, unit: int) -> Iterator[wire.VariableInfo]:
    for each in unit_variables.list_of_unit(view, unit):
        yield wire.VariableInfo(each.name, each.purposes, each.start)


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


def _causes(
    view: ReadView,
    found: ConversionRow,
    review: ReviewRow,
    deck: wire_conversion.UnitTexts,
    context: DecisionContext,
) -> Iterator[wire.CauseInfo]:
    for each in find_causes(review_subject(view, found, review, deck, context), context.policy):
        difference = _difference_info(each.difference)
        yield wire.CauseInfo(each.kind, each.sentence, each.start, each.end, difference, each.proposal)


def _difference_info(found: Difference | None) -> wire.DifferenceInfo | None:
    if found is None:
        return None
    return codec.from_json(wire.DifferenceInfo, asdict(found))


def _proposals(view: ReadView, conversion: int, current: str | None, lift: str) -> Iterator[wire.Proposal]:
    """Yield the proposals; open ones come first, with their hunks against the text in review."""
    for each in proposals.list_proposals(view, conversion):
        spec = stored_text(view, each.spec) or ""
        closed = wire.Proposal(
            id=each.id,
            analyst=each.analyst,
            by=each.actor and people.get_name(view, each.actor),
            at=each.at,
            state=each.state,
            reason=each.reason,
            verdict=each.verdict,
            spec=spec,
            model=each.model,
            nanodollars=each.cost,
        )
        yield _opened(view, closed, each, lift, current or "") if each.state == proposals.OPEN else closed


def _opened(view: ReadView, info: wire.Proposal, row: ProposalRow, lift: str, current: str) -> wire.Proposal:
    """Return an open proposal with what it changes, after what an analyst's text would undo; a person's means to."""
    undone = () if row.actor else undone_sentence(lift, current, info.spec)
    return replace(
        info,
        hunks=hunk_infos(find_hunks(current, info.spec)),
        lowered=stored_text(view, row.lowered),
        changes=(*undone, *change_sentences(current, info.spec)),
        summary=() if undone else _summary(view, row.id),  # it was about another text
    )


def _summary(view: ReadView, proposal: int) -> tuple[str, ...]:
    found = find_summary(view, proposal)
    return (*found.lines, f"(summarizer, {found.model})") if found else ()


def _notes(view: ReadView, conversion: int, sql: str) -> Iterator[wire.AnalystNote]:
    for each in remarks.list_remarks(view, conversion, sql):
        first, last = each.lines or (None, None)
        yield wire.AnalystNote(each.analyst, each.kind, each.text, first, last)


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
            yield wire.Ability(kind, allowed=False, why=refusal.sentence, hint=refusal.hint, code=refusal.code)
