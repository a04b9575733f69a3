"""A unit read and drawn where nobody waits for it: its links and its coverage take long where its SQL is long."""

from dataclasses import dataclass, replace

from daemon.client import Client
from daemon.wire.review import Review
from tui.diff.content.diff_model import DiffModel
from tui.diff.coverage_bar import Coverage, measure_coverage
from tui.review import diff_models


@dataclass(frozen=True, slots=True)
class PreparedUnit:
    """A unit whole, with its links as they are looked at, blind or not."""

    review: Review
    links: DiffModel
    coverage: Coverage
    blind: bool


def prepare_unit(review: Review, *, blind: bool) -> PreparedUnit:
    """A unit as it is looked at."""
    links = diff_models.link_model(review, blind=blind)
    return PreparedUnit(review, links, measure_coverage(links), blind)


def read_unit(client: Client, unit: int, before: PreparedUnit | None = None, *, blind: bool) -> PreparedUnit:
    """A unit, in a thread that asks. It is drawn again only where it would look another way than `before`."""
    review = client.reviews.get(unit)
    if (
        before is None
        or before.blind != blind
        or diff_models.link_inputs(before.review) != diff_models.link_inputs(review)
    ):
        return prepare_unit(review, blind=blind)
    return before if before.review == review else replace(before, review=review)
