"""A unit read and drawn where nobody waits for it: its links and its coverage take long where its SQL is long."""

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


def read(client: Client, unit: int, before: Drawn | None = None, *, blind: bool) -> Drawn:
    """A unit, in a thread that asks. It is drawn again only where it would look another way than `before`."""
    review = client.reviews.get(unit)
    if before is None or before.blind != blind or pictures.linked_by(before.review) != pictures.linked_by(review):
        return drawn(review, blind=blind)
    return before if before.review == review else replace(before, review=review)
