"""What the reasons to review a unit are found in, read from the store."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from daemon.server.review.detail.file_proof import file_proof
from daemon.server.review.detail.trial_info import refuted_texts
from daemon.server.review.unit_texts import stored_json
from daemon.wire import conversion as wire
from engine.review.decide import DecisionContext
from engine.review.policies.explain_policy import ExplainedUnit, explain_policy
from engine.review.review_causes import DifferingText, ReviewSubject
from engine.review.stopped_gate import stopped_sentence
from engine.review.text.carry_links import CarriedLink
from engine.text_difference import Difference
from store import ReadView
from store.access import people
from store.codebase.conversions import ConversionRow
from store.files import spec_files
from store.review import proposals, review_sync
from store.review.reviews import ReviewRow

Evidence = Mapping[str, Any] | None


def review_subject(
    view: ReadView, found: ConversionRow, review: ReviewRow, deck: wire.UnitTexts, context: DecisionContext
) -> ReviewSubject:
    """Return the unit as the search for reasons sees it."""
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
        fault=stopped_sentence(found.fault) if found.fault else None,
        missing=explained.missing,
        filed=review_sync.get_filed_verdict(view, found.id, review.standing),
        file_fault=_file_fault(view, review),
        differing=tuple(_differing(view, review.conversion, deck.evidence)),
        refuted=tuple(refuted_texts(view, found, review)),
    )


def _open_obligations(evidence: Evidence) -> Iterator[str]:
    for each in (evidence or {}).get("obligations", ()):
        if not each["discharged"]:
            yield f"{each['relation']} has no column {each['column']}"


def _differing(view: ReadView, conversion: int, evidence: Evidence) -> Iterator[DifferingText]:
    """Yield where the text in review differs from the SQL, then the open proposals, newest first."""
    if difference := _difference(evidence):
        yield DifferingText(difference)
    for each in reversed(proposals.list_proposals(view, conversion)):
        if each.state == proposals.OPEN and (difference := _difference(stored_json(view, each.evidence))):
            author = people.get_name(view, each.actor) if each.actor else f"the {each.analyst}"
            yield DifferingText(difference, each.id, author)


def _difference(evidence: Evidence) -> Difference | None:
    """Return the difference that an evidence records; evidence of earlier versions has none."""
    found = (evidence or {}).get("difference")
    return found and Difference.from_json(found)


def _file_fault(view: ReadView, review: ReviewRow) -> str | None:
    """Return why the approved text is not in its file, or what is wrong with that file, where it is known."""
    if review.standing.approved is None:
        return None
    fault = spec_files.find_fault(view, review.conversion)
    if fault is None or (review.standing.approved == review.written and fault.code != spec_files.UNREADABLE):
        return _unproved_file(view, review.conversion)
    return f"{fault.sentence} {fault.hint}"


def _unproved_file(view: ReadView, conversion: int) -> str | None:
    """Return why the file as a whole is not proved."""
    found = file_proof(view, conversion)
    if found is None or found.verdict == "proved":
        return None
    return f"{found.path} as a whole is {found.verdict}: {found.problems[0]}"
