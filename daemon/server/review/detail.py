"""One unit whole, as a reviewer sees it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from daemon.server.review.history import history
from daemon.server.review.unit import deck_of, text_of
from daemon.wire import review as wire
from daemon.wire.inbox import Item
from engine.review.abilities import abilities
from engine.review.causes import Looked, causes
from engine.review.decide import Situation
from engine.review.explain import Unit, explain
from engine.review.hunks import Hunk, hunks
from engine.review.relink import Link
from store import View, comments, conversions, following, people, proposals, reviews, spec_files
from store.conversions import Conversion
from store.reviews import Review


def detail(view: View, item: Item, situation: Situation) -> wire.Review:
    """Everything that a person needs to decide; `can` is for the one whose situation it is."""
    found, review = conversions.get(view, item.id), reviews.get(view, item.id)
    deck = deck_of(view, found, review)
    obligations = tuple(_open_obligations(deck.evidence))
    waiver = review.standing.waiver
    return wire.Review(
        item=item,
        deck=deck,
        lift=text_of(view, found.spec),
        approved=text_of(view, review.standing.approved),
        written=text_of(view, review.written),
        waiver=None if waiver is None else people.remark_of(view, waiver.reason),
        causes=_causes(view, found, review, deck.sql, deck.links, obligations, situation),
        proposals=tuple(_proposals(view, item.id, deck.spec)),
        comments=tuple(_comments(view, review)),
        history=history(view, item.id),
        can=_can(review, situation),
    )


def wire_hunks(found: Iterable[Hunk]) -> tuple[wire.Hunk, ...]:
    """Hunks as people count: lines from 1, both ends belong to them; an empty range ends before its start."""
    return tuple(
        wire.Hunk(number, hunk.old_start + 1, hunk.old_end, hunk.new_start + 1, hunk.new_end)
        for number, hunk in enumerate(found, 1)
    )


def _open_obligations(evidence: Any) -> Iterator[str]:  # noqa: ANN401  JSON as it was kept
    for each in (evidence or {}).get("obligations", ()):
        if not each["discharged"]:
            yield f"{each['relation']} has no column {each['column']}"


def _causes(
    view: View,
    found: Conversion,
    review: Review,
    sql: str,
    links: Sequence[Any],
    obligations: tuple[str, ...],
    situation: Situation,
) -> tuple[wire.Cause, ...]:
    told = explain(review.standing, situation.policy, Unit(found.name, sql), lambda actor: people.name_of(view, actor))
    looked = Looked(
        name=found.name,
        sql=sql,
        standing=review.standing,
        coverage=review.coverage,
        links=[Link(tuple(path), tuple(span), tuple(place), kind) for path, span, place, kind in links],
        obligations=obligations,
        fault=None if found.fault is None else found.fault.sentence,
        missing=told.missing,
        filed=following.in_file(view, found.id, review.standing),
    )
    found_in_text = causes(looked, situation.policy)
    told = (wire.Cause(each.kind, each.sentence, each.start, each.end) for each in found_in_text)
    return (*_unwritten(view, review), *told)


def _unwritten(view: View, review: Review) -> Iterator[wire.Cause]:
    """Why the approved text does not lie in its file, or nobody can read it there, where that is known."""
    approved = review.standing.approved
    fault = None if approved is None else spec_files.fault_of(view, review.conversion)
    if fault is not None and (approved != review.written or fault.code == spec_files.UNREADABLE):
        yield wire.Cause("file", f"{fault.sentence} {fault.hint}")


def _proposals(view: View, conversion: int, current: str | None) -> Iterator[wire.Proposal]:
    """Open ones first shown with where they differ from the text in review."""
    for each in proposals.of(view, conversion):
        spec = text_of(view, each.spec) or ""
        differing = hunks(current or "", spec) if each.state == proposals.OPEN else ()
        by = None if each.actor is None else people.name_of(view, each.actor)
        yield wire.Proposal(
            each.id, each.analyst, by, each.at, each.state, each.reason, each.verdict, spec, wire_hunks(differing)
        )


def _comments(view: View, review: Review) -> Iterator[wire.Comment]:
    for each in comments.of(view, review.conversion):
        by, current = people.name_of(view, each.actor), each.spec == review.spec
        words = "(erased)" if each.words is None else each.words
        yield wire.Comment(each.id, by, each.at, each.line, words, current)


def _can(review: Review, situation: Situation) -> tuple[wire.Can, ...]:
    return tuple(
        wire.Can(word, allowed=True) if refusal is None else wire.Can(word, False, refusal.sentence, refusal.hint)  # noqa: FBT003  a field of the wire
        for word, refusal in abilities(review.standing, situation)
    )
