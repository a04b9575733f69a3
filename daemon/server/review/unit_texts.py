"""A unit's texts, read from the store: as a deck to look at, and as a subject to check other texts against."""

import json

from daemon.server.checks.check_pool import CheckSubject
from daemon.server.http.wire_fault import wire_fault
from daemon.wire import conversion as wire
from store import ReadView
from store.codebase import conversions
from store.codebase.conversions import ConversionRow
from store.core import texts
from store.review import reviews
from store.review.reviews import ReviewRow


def unit_texts(view: ReadView, found: ConversionRow, review: ReviewRow) -> wire.UnitTexts:
    """The SQL beside the text in review, with what is known about the two."""
    evidence = stored_text(view, review.evidence)
    return wire.UnitTexts(
        conversion=conversion_info(found),
        sql=texts.get(view, found.sql),
        spec=stored_text(view, review.spec),
        lowered=stored_text(view, review.lowered),
        links=_links(view, review.links),
        evidence=json.loads(evidence) if evidence else None,
    )


def conversion_info(found: ConversionRow) -> wire.ConversionInfo:
    """Return a conversion as lists show it: what the row and its details hold by the names of the wire."""
    known = {**found.details, **{name: getattr(found, name) for name in found.__slots__}}
    shown = {name: known[name] for name in wire.ConversionInfo.__slots__ if name in known}
    return wire.ConversionInfo(**shown | {"fault": wire_fault(found.fault)})


def check_subject(view: ReadView, conversion: int) -> CheckSubject:
    """What another text must be of: the unit's SQL, what the lift made of it, and the text in review."""
    found, review = conversions.get(view, conversion), reviews.get(view, conversion)
    return CheckSubject(
        kind=found.kind,
        name=found.name,
        sql=texts.get(view, found.sql),
        lift=stored_text(view, found.spec),
        links=_links(view, found.links),
        base=stored_text(view, review.spec),
    )


def stored_text(view: ReadView, digest: str | None) -> str | None:
    """The text that a hash names, where it names one."""
    return None if digest is None else texts.get(view, digest)


def _links(view: ReadView, digest: str | None) -> tuple[object, ...]:
    return tuple(json.loads(stored_text(view, digest) or "[]"))
