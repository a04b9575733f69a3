"""A unit read and drawn where nobody waits for it: its links and its coverage take long where its SQL is long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from daemon.client import Client
from daemon.wire.review import Review
from tui.diff.coverage import Coverage, coverage_of
from tui.diff.model import Model
from tui.review import pictures


@dataclass(frozen=True, slots=True)
class Drawn:
    """A unit whole, with its links as they are looked at, blind or not."""

    review: Review
    links: Model
    coverage: Coverage
    blind: bool


def drawn(review: Review, *, blind: bool) -> Drawn:
    """A unit as it is looked at."""
    links = pictures.links(review, blind=blind)
    return Drawn(review, links, coverage_of(links), blind)


def read(client: Client, units: Sequence[int], *, blind: bool, known: Mapping[int, Drawn]) -> Mapping[int, Drawn]:
    """These units, in a thread that asks. One that is `known` is drawn again only where it would look different."""
    return {unit: _drawn_again(client.reviews.get(unit), known.get(unit), blind=blind) for unit in units}


def _drawn_again(review: Review, before: Drawn | None, *, blind: bool) -> Drawn:
    if before is None or before.blind != blind or pictures.linked_by(before.review) != pictures.linked_by(review):
        return drawn(review, blind=blind)
    return before if before.review == review else replace(before, review=review)
