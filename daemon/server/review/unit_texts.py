"""A unit's texts, read from the store: to be shown, or to check another text against."""

import json
from collections.abc import Iterator
from typing import Any

from daemon.server.checks.check_pool import CheckSubject
from daemon.server.http.wire_fault import wire_fault
from daemon.wire import conversion as wire
from engine.review.text.carry_links import innermost_link
from store import ReadView
from store.codebase import conversions, units
from store.codebase.conversions import ConversionRow
from store.core import texts
from store.library import unit_patterns
from store.review import reviews
from store.review.reviews import ReviewRow

PATTERN = "pattern"  # the kind of a link that is the evidence of a pattern


def unit_texts(view: ReadView, found: ConversionRow, review: ReviewRow) -> wire.UnitTexts:
    """Return the SQL and the text in review, with what is known about the two."""
    return wire.UnitTexts(
        conversion=conversion_info(found),
        sql=texts.get(view, found.sql),
        spec=stored_text(view, review.spec),
        lowered=stored_text(view, review.lowered),
        links=(*_links(view, review.links), *_pattern_links(view, found, review)),
        evidence=stored_json(view, review.evidence),
    )


def conversion_info(found: ConversionRow) -> wire.ConversionInfo:
    """Return a conversion as lists show it; fields are taken by name, so a new one needs no change here."""
    known = {**found.details, **{name: getattr(found, name) for name in found.__slots__}}
    shown = {name: known[name] for name in wire.ConversionInfo.__slots__ if name in known}
    return wire.ConversionInfo(**shown | {"fault": wire_fault(found.fault)})


def check_subject(view: ReadView, conversion: int) -> CheckSubject:
    """Return what another text is checked against: the SQL, its lift, and the text in review."""
    found, review = conversions.get(view, conversion), reviews.get(view, conversion)
    return CheckSubject(
        kind=found.kind,
        name=found.name,
        sql=texts.get(view, found.sql),
        lift=stored_text(view, found.spec),
        links=_links(view, found.links),
        base=stored_text(view, review.spec),
        comments=tuple(texts.get(view, each) for each in units.list_comments_about(view, found.source, found.name)),
    )


def stored_text(view: ReadView, digest: str | None) -> str | None:
    """Return the text with this hash; None without a hash."""
    if digest is None:
        return None
    return texts.get(view, digest)


def stored_json(view: ReadView, digest: str | None) -> Any:  # noqa: ANN401  any JSON value
    """Return the JSON value with this hash; None without a hash."""
    return json.loads(stored_text(view, digest) or "null")


def _pattern_links(view: ReadView, found: ConversionRow, review: ReviewRow) -> Iterator[tuple[object, ...]]:
    """Tie the evidence of each pattern to the innermost entry of the spec that covers it."""
    links = _links(view, review.links)
    for match in unit_patterns.list_of_unit(view, found.id):
        for span in match.spans:
            entry = innermost_link(links, span)
            if entry is not None:
                yield ((*entry.path, match.pattern), span, entry.yaml, PATTERN)


def _links(view: ReadView, digest: str | None) -> tuple[object, ...]:
    return tuple(json.loads(stored_text(view, digest) or "[]"))
