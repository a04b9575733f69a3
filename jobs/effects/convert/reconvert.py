"""Find files that an older engine converted, so that every verdict is by the current rules after an upgrade."""

from dataclasses import dataclass

from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.convert import KIND
from store.codebase import outdated_sources, sources
from store.codebase.outdated_sources import OutdatedSource
from store.core.transaction import ReadView

BATCH = 500  # files a transaction: others get to write in between


@dataclass(frozen=True, slots=True)
class Reconversions:
    """Orders for some files, and the last file they are about."""

    orders: tuple[JobOrder, ...]
    last: int


def find_reconversions(view: ReadView, rules: str, after: int = 0) -> Reconversions | None:
    """Return orders for some files of other rules, those that follow `after`; None when there are no more."""
    found = outdated_sources.list_outdated(view, rules, after, BATCH)
    if not found:
        return None
    return Reconversions(tuple(_order(source, rules) for source in found), found[-1].id)


def _order(source: OutdatedSource, rules: str) -> JobOrder:
    subject = sources.subject(source.id)
    key = f"convert:{subject}:{source.revision}:from:{source.basis}:to:{rules}"
    return JobOrder(KIND, source.project, subject, key, JobPriority.LOW)
