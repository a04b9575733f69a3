"""A unit's texts, read from the store: as a deck to look at, and as a subject to check other texts against."""

import json

from daemon.server.checking import Subject
from daemon.wire import conversion as wire
from store import View, conversions, reviews, texts
from store.conversions import Conversion
from store.reviews import Review


def deck_of(view: View, found: Conversion, review: Review) -> wire.Deck:
    """The SQL beside the text in review, with what is known about the two."""
    evidence = text_of(view, review.evidence)
    return wire.Deck(
        conversion=conversion_of(found),
        sql=texts.get(view, found.sql),
        spec=text_of(view, review.spec),
        lowered=text_of(view, review.lowered),
        links=_links(view, review.links),
        evidence=json.loads(evidence) if evidence else None,
    )


def conversion_of(found: Conversion) -> wire.Conversion:
    """A conversion as lists show it."""
    fault = found.fault
    return wire.Conversion(
        id=found.id,
        project=found.project,
        kind=found.kind,
        name=found.name,
        language=found.language,
        entity=found.entity,
        verdict=found.verdict,
        counts=found.counts,
        fault=None if fault is None else wire.Fault(fault.code, fault.sentence, fault.hint),
        drift=found.drift,
        revision=found.revision,
        changed=found.changed,
    )


def subject_of(view: View, conversion: int) -> Subject:
    """What another text must be of: the unit's SQL, what the lift made of it, and the text in review."""
    found, review = conversions.get(view, conversion), reviews.get(view, conversion)
    return Subject(
        kind=found.kind,
        name=found.name,
        sql=texts.get(view, found.sql),
        lift=text_of(view, found.spec),
        links=_links(view, found.links),
        base=text_of(view, review.spec),
    )


def text_of(view: View, digest: str | None) -> str | None:
    """The text that a hash names, where it names one."""
    return None if digest is None else texts.get(view, digest)


def _links(view: View, digest: str | None) -> tuple[object, ...]:
    return tuple(json.loads(text_of(view, digest) or "[]"))
