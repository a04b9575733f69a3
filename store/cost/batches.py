"""Batches of questions: recorded before they are submitted, so that none is submitted twice.

A batch whose worker was lost before its id was recorded may exist: it counts as made, and its calls are charged in
full.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from store.core import journal, times
from store.core.errors import MissingError
from store.core.subjects import BATCH, number_from_subject, numbered_subject
from store.core.transaction import ReadView, WriteTransaction


class BatchState(StrEnum):
    """Where a batch is."""

    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    ENDED = "ended"
    REFUSED = "refused"  # it was certainly not accepted, so it cost nothing
    LOST = "lost"  # it may have been accepted, but nobody knows its id


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch that is about to be submitted by a job; `sql` has the hash of each unit's SQL."""

    project: str
    job: str
    token: int
    model: str
    with_literals: bool
    with_comments: bool
    sql: Mapping[int, str]
    questions: int


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A recorded batch."""

    id: int
    project: str
    model: str
    with_literals: bool
    with_comments: bool
    state: BatchState
    sql: Mapping[int, str]
    questions: int
    provider_id: str | None
    polls: int
    cancelled: bool
    at: str


def subject(batch: int) -> str:
    """Return how jobs and the journal name a batch."""
    return numbered_subject(BATCH, batch)


def id_from_subject(text: str) -> int:
    """Return the batch that a subject names."""
    return number_from_subject(text, BATCH)


def add(tx: WriteTransaction, new: NewBatch) -> int:
    """Record a batch that is about to be submitted; return its number."""
    return tx.insert(
        "INSERT INTO cloud_batches"
        " (project, job, token, model, with_literals, with_comments, state, sql, questions, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        new.project,
        new.job,
        new.token,
        new.model,
        int(new.with_literals),
        int(new.with_comments),
        BatchState.SUBMITTING,
        json.dumps(dict(new.sql)),
        new.questions,
        times.to_text(tx.now),
    )


def get(view: ReadView, batch: int) -> BatchRow:
    """Return a batch."""
    row = view.row("SELECT * FROM cloud_batches WHERE id = ?", batch)
    if row is None:
        raise MissingError(f"There is no batch {batch}.", "specdeck cost batches lists them.")
    return _batch(row)


def list_latest(view: ReadView, project: str, most: int) -> list[BatchRow]:
    """Return the latest batches of a project, newest first."""
    rows = view.rows("SELECT * FROM cloud_batches WHERE project = ? ORDER BY id DESC LIMIT ?", project, most)
    return [_batch(row) for row in rows]


def list_submitting(view: ReadView, job: str) -> list[int]:
    """Return the batches that earlier runs of a job were about to submit, and of which nothing more is known."""
    rows = view.rows("SELECT id FROM cloud_batches WHERE job = ? AND state = 'submitting' ORDER BY id", job)
    return [row["id"] for row in rows]


def list_overdue(view: ReadView, before: float) -> list[int]:
    """Return the batches that were about to be submitted before a moment, and of which nobody reported more."""
    moment = times.to_text(before)
    rows = view.rows("SELECT id FROM cloud_batches WHERE state = 'submitting' AND at < ?", moment)
    return [row["id"] for row in rows]


def find_of_claim(view: ReadView, job: str, token: int) -> int | None:
    """Return the batch that one claim of a job is about to submit."""
    return view.value("SELECT id FROM cloud_batches WHERE job = ? AND token = ? AND state = 'submitting'", job, token)


def record_submitted(tx: WriteTransaction, batch: int, provider_id: str) -> None:
    """Record the id under which a provider has a batch."""
    tx.execute(
        "UPDATE cloud_batches SET state = ?, provider_id = ? WHERE id = ?", BatchState.SUBMITTED, provider_id, batch
    )
    journal.append(tx, "cloud.batch", subject(batch), {"state": BatchState.SUBMITTED, "provider_id": provider_id})


def set_state(tx: WriteTransaction, batch: int, state: BatchState) -> None:
    """Record the end of a batch."""
    tx.execute("UPDATE cloud_batches SET state = ? WHERE id = ?", state, batch)
    journal.append(tx, "cloud.batch", subject(batch), {"state": state})


def remove(tx: WriteTransaction, batch: int) -> None:
    """Remove a batch that was never given to a worker."""
    tx.execute("DELETE FROM cloud_batches WHERE id = ?", batch)


def find_project(view: ReadView, batch: int) -> str | None:
    """Return the project of a batch; None if there is no such batch."""
    return view.value("SELECT project FROM cloud_batches WHERE id = ?", batch)


def count_poll(tx: WriteTransaction, batch: int) -> int:
    """Count one look at a batch; return how many there were."""
    return tx.value("UPDATE cloud_batches SET polls = polls + 1 WHERE id = ? RETURNING polls", batch)


def cancel(tx: WriteTransaction, batch: int, actor: str) -> None:
    """Let the next look at a batch cancel it."""
    if tx.execute("UPDATE cloud_batches SET cancelled = 1 WHERE id = ? AND NOT cancelled", batch):
        journal.append(tx, "cloud.batch_cancelled", subject(batch), {}, actor)


def _batch(row: sqlite3.Row) -> BatchRow:
    return BatchRow(
        id=row["id"],
        project=row["project"],
        model=row["model"],
        with_literals=bool(row["with_literals"]),
        with_comments=bool(row["with_comments"]),
        state=BatchState(row["state"]),
        sql={int(unit): sql for unit, sql in json.loads(row["sql"]).items()},
        questions=row["questions"],
        provider_id=row["provider_id"],
        polls=row["polls"],
        cancelled=bool(row["cancelled"]),
        at=row["at"],
    )
