"""A unit's texts, read from the store: as a deck to look at, and as a subject to check other texts against."""

import json

from daemon.server.checking import Subject
from daemon.server.routes.conversions import conversion_of
from daemon.wire.conversion import Deck
from store import View, conversions, reviews, texts
from store.conversions import Conversion
from store.reviews import Review


def deck_of(view: View, found: Conversion, review: Review) -> Deck:
    """The SQL beside the text in review, with what is known about the two."""
    evidence = text_of(view, review.evidence)
    return Deck(
        conversion=conversion_of(found),
        sql=texts.get(view, found.sql),
        spec=text_of(view, review.spec),
        lowered=text_of(view, review.lowered),
        links=_links(view, review.links),
        evidence=json.loads(evidence) if evidence else None,
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
