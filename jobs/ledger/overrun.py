"""Jobs that run for longer than their kind may: they end, even if their worker is alive and renews their leases."""

import math
from collections.abc import Mapping

from engine.fault import Fault
from jobs.ledger import finish
from jobs.ledger.job import JobRow, job_from_row
from store.core.transaction import ReadView, WriteTransaction

# A worker ends a run at the limit itself. This is how much later the ledger does: jobs may wait for others of their
# batch, and reports for other writers.
GRACE = 120.0
Limits = Mapping[str, float]
"""Seconds that one run of each kind may take."""


def list_overrun(view: ReadView, limits: Limits, now: float) -> list[JobRow]:
    """Return the running jobs that should have ended."""
    rows = view.rows("SELECT * FROM jobs WHERE state = 'running' AND lease_until > 0 AND claimed < ?", now - GRACE)
    return [job for job in map(job_from_row, rows) if _latest_end(job, limits) < now]


def end_overrun(tx: WriteTransaction, limits: Limits, now: float) -> None:
    """End these jobs as failures; each counts against its own job alone, and its worker drops it."""
    for job in list_overrun(tx, limits, now):
        sentence = f"It took longer than the {limits[job.kind]:g} s that a job of kind {job.kind} may take."
        failure = Fault("job.timeout", sentence, "Look at what makes it so slow, and at its worker.")
        finish.fail(tx, finish.JobLease(job.id, job.token), failure, now)


def _latest_end(job: JobRow, limits: Limits) -> float:
    if job.claimed is None:
        return math.inf
    return job.claimed + limits.get(job.kind, math.inf) + GRACE
