"""Order a trial of the routines of a file that are not proved, where the project allows trials."""

from collections.abc import Iterable

from engine.source.unit import ROUTINES
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.convert.convert_output import ConvertedUnit
from jobs.kinds.trial import KIND
from store.codebase import sources
from store.codebase.sources import SourceRow
from store.core.transaction import WriteTransaction
from store.review import policies

PROVED = "proved"


def trial_orders(tx: WriteTransaction, source: SourceRow, units: Iterable[ConvertedUnit]) -> tuple[JobOrder, ...]:
    """Return the order of a trial, or none."""
    open_units = [unit for unit in units if unit.record.kind in ROUTINES and unit.record.verdict != PROVED]
    if not open_units or not policies.get(tx, source.project).trials:
        return ()
    subject = sources.subject(source.id)
    key = f"trial:{subject}:{source.revision}"
    return (JobOrder(KIND, source.project, subject, key, JobPriority.LOW),)
