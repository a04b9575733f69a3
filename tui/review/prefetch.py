"""Read and prepare a unit in a thread: the links and the coverage of long SQL take a while."""

from dataclasses import dataclass, replace

from daemon.client import Client
from daemon.wire.review import Review
from tui.diff.content.diff_model import DiffModel
from tui.diff.coverage_bar import LinkShares, measure_coverage
from tui.review import diff_models


@dataclass(frozen=True, slots=True)
class PreparedUnit:
    """A unit with its links and its coverage, prepared for a blind review or an open one."""

    review: Review
    links: DiffModel
    coverage: LinkShares
    blind: bool


def prepare_unit(review: Review, *, blind: bool) -> PreparedUnit:
    """Prepare a unit for the screen."""
    links = diff_models.link_model(review, blind=blind)
    return PreparedUnit(review, links, measure_coverage(links), blind)


def read_unit(client: Client, unit: int, before: PreparedUnit | None = None, *, blind: bool) -> PreparedUnit:
    """Read a unit. It is prepared again only if it would look different from `before`."""
    review = client.reviews.get(unit)
    if before is None or before.blind != blind or not _looks_the_same(before.review, review):
        return prepare_unit(review, blind=blind)
    if before.review == review:
        return before
    return replace(before, review=review)


def _looks_the_same(before: Review, review: Review) -> bool:
    return diff_models.link_inputs(before) == diff_models.link_inputs(review)
