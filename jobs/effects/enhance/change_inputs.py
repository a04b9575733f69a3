"""The open proposals of a file that a model may sum up."""

from collections.abc import Iterator

from engine.analysts.summarize_proposal import is_worth_a_summary
from jobs.kinds.enhance.change_summaries import ChangeToSummarize
from store import ReadView
from store.analysts.proposal_summaries import find_summary
from store.codebase import conversions
from store.core import texts
from store.review import proposals, reviews

MOST = 20  # proposals of one job


def list_changes(view: ReadView, source: int) -> list[ChangeToSummarize]:
    """Return the changes for which rules need many sentences and that have no summary yet."""
    return [each for each, _ in zip(_changes(view, source), range(MOST), strict=False)]


def _changes(view: ReadView, source: int) -> Iterator[ChangeToSummarize]:
    for row in conversions.list_of_source(view, source):
        for each in proposals.list_proposals(view, row.id):
            before = reviews.get(view, row.id).spec
            if each.state != proposals.OPEN or before is None or find_summary(view, each.id):
                continue
            old, new = texts.get(view, before), texts.get(view, each.spec)
            if is_worth_a_summary(old, new):
                yield ChangeToSummarize(each.id, row.name, old, new)
