"""A job in the ledger."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.fault import Fault
from jobs.job_order import JobPriority
from store.core.errors import MissingError
from store.core.fault_column import fault_from_column
from store.core.transaction import ReadView


class LedgerState(StrEnum):
    """The state of a job."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    QUARANTINED = "quarantined"  # failed too often; a person decides
    CANCELLED = "cancelled"


ENDED = (LedgerState.DONE, LedgerState.QUARANTINED, LedgerState.CANCELLED)


@dataclass(frozen=True, slots=True)
class JobRow:
    """One piece of background work; `token` changes with each claim, and only its newest holder may finish it."""

    number: int
    id: str
    kind: str
    queue: str
    project: str
    subject: str
    priority: JobPriority
    key: str | None
    parent: str | None
    state: LedgerState
    token: int
    attempts: int
    failures: int
    lost: int
    ready_at: float
    worker: str | None
    lease_until: float | None
    claimed: float | None
    error: Fault | None
    result: Mapping[str, object] | None
    created: str
    finished: str | None


def get_job(view: ReadView, job: str) -> JobRow:
    """Return the job with this id."""
    row = view.row("SELECT * FROM jobs WHERE id = ?", job)
    if row is None:
        raise MissingError(f"There is no job {job}.", "specdeck jobs list shows all jobs.")
    return job_from_row(row)


def job_from_row(row: sqlite3.Row) -> JobRow:
    """Return the job that a row holds."""
    return JobRow(
        number=row["number"],
        id=row["id"],
        kind=row["kind"],
        queue=row["queue"],
        project=row["project"],
        subject=row["subject"],
        priority=JobPriority(row["priority"]),
        key=row["key"],
        parent=row["parent"],
        state=LedgerState(row["state"]),
        token=row["token"],
        attempts=row["attempts"],
        failures=row["failures"],
        lost=row["lost"],
        ready_at=row["ready_at"],
        worker=row["worker"],
        lease_until=row["lease_until"],
        claimed=row["claimed"],
        error=fault_from_column(row["error"]),
        result=json.loads(row["result"] or "null"),
        created=row["created"],
        finished=row["finished"],
    )
