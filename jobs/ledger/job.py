"""A job as the ledger knows it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from store.errors import MissingError
from store.transaction import View


class State(StrEnum):
    """Where a job stands."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    QUARANTINED = "quarantined"  # failed too often; a person decides
    CANCELLED = "cancelled"


ENDED = (State.DONE, State.QUARANTINED, State.CANCELLED)


class Priority(IntEnum):
    """What goes first; a smaller number is more urgent."""

    CRITICAL = 0
    NORMAL = 1
    LOW = 2


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a run did not succeed."""

    code: str
    sentence: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of background work; `token` tells its holders apart, only the newest may finish it."""

    number: int
    id: str
    kind: str
    lane: str
    project: str
    subject: str
    priority: Priority
    key: str | None
    parent: str | None
    state: State
    token: int
    attempts: int
    failures: int
    lost: int
    ready_at: float
    worker: str | None
    lease_until: float | None
    error: Failure | None
    result: Mapping[str, object] | None
    created: str
    finished: str | None


def get(view: View, job: str) -> Job:
    """The job with this id."""
    row = view.row("SELECT * FROM jobs WHERE id = ?", job)
    if row is None:
        raise MissingError(f"There is no job {job}.", "specdeck jobs list shows those there are.")
    return of_row(row)


def of_row(row: sqlite3.Row) -> Job:
    """A job as it is stored."""
    return Job(
        number=row["number"],
        id=row["id"],
        kind=row["kind"],
        lane=row["lane"],
        project=row["project"],
        subject=row["subject"],
        priority=Priority(row["priority"]),
        key=row["key"],
        parent=row["parent"],
        state=State(row["state"]),
        token=row["token"],
        attempts=row["attempts"],
        failures=row["failures"],
        lost=row["lost"],
        ready_at=row["ready_at"],
        worker=row["worker"],
        lease_until=row["lease_until"],
        error=None if row["error"] is None else Failure(**json.loads(row["error"])),
        result=None if row["result"] is None else json.loads(row["result"]),
        created=row["created"],
        finished=row["finished"],
    )
