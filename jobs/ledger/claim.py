"""Claim jobs: by priority, then the project that waited longest, then the oldest."""

import math
import sqlite3
from itertools import takewhile

from jobs.job_order import JobPriority
from jobs.ledger import breaker, slow_jobs
from jobs.ledger.job import JobRow, LedgerState, job_from_row
from store.core.transaction import ReadView, WriteTransaction

NO_LIMIT = 1_000_000
LEASE = 30.0  # seconds a worker holds a job without a heartbeat


def claim(
    tx: WriteTransaction,
    queue: str,
    worker: str,
    now: float,
    limit: int = 1,
    lease: float = LEASE,
    workers: int = NO_LIMIT,
) -> list[JobRow]:
    """Give up to `limit` jobs of a queue to a worker, each with a new token and a lease.

    A job whose worker died is given alone, so that its next death blames no other. A project whose slow jobs hold as
    many workers as the queue has gets none.
    """
    jobs: list[JobRow] = []
    if _paused(tx, "all") or _paused(tx, f"queue:{queue}"):
        return jobs
    held = slow_jobs.list_projects_at_limit(slow_jobs.count_held_workers(tx, queue, now), workers)
    for priority in JobPriority:
        projects = [project for project in _projects(tx, queue, priority) if project not in held]
        while projects and len(jobs) < limit:
            share = math.ceil((limit - len(jobs)) / len(projects))
            eager = []
            for project in projects:
                most = min(share, limit - len(jobs))
                ready = _ready(tx, (queue, priority, project), now, most)
                taken = _take(tx, _unsuspected(ready, jobs), worker, (now, now + lease))
                jobs += taken
                if any(job.lost for job in taken):
                    return jobs
                if len(taken) == share:
                    eager.append(project)
            projects = eager
    return jobs


def _projects(view: ReadView, queue: str, priority: int) -> list[str]:
    """Return projects with ready jobs, the one that waited longest first; one index step for each."""
    rows = view.rows(
        "WITH RECURSIVE waiting (project) AS ("
        " SELECT min(project) FROM jobs WHERE state = 'ready' AND queue = ?1 AND priority = ?2"
        " UNION ALL SELECT (SELECT min(project) FROM jobs WHERE state = 'ready' AND queue = ?1 AND priority = ?2"
        " AND project > waiting.project) FROM waiting WHERE project IS NOT NULL)"
        " SELECT waiting.project FROM waiting LEFT JOIN turns ON turns.queue = ?1 AND turns.project = waiting.project"
        " WHERE waiting.project IS NOT NULL ORDER BY coalesce(turn, 0), waiting.project",
        queue,
        priority,
    )
    return [row["project"] for row in rows if not _paused(view, f"project:{row['project']}")]


def _ready(tx: WriteTransaction, queue: tuple[str, int, str], now: float, limit: int) -> list[sqlite3.Row]:
    """Return the oldest jobs of a project that may start."""
    rows = tx.rows(
        "SELECT id, kind, queue, project, lost FROM jobs WHERE state = 'ready' AND queue = ? AND priority = ?"
        " AND project = ? AND ready_at <= ?"
        " AND kind NOT IN (SELECT kind FROM breakers WHERE breakers.project = jobs.project AND open_until > ?)"
        " AND 'kind:' || kind NOT IN (SELECT scope FROM pauses) ORDER BY number LIMIT ?",
        *queue,
        now,
        now,
        limit,
    )
    return [row for row in rows if breaker.may_start(tx, row["project"], row["kind"], now)]


def _unsuspected(ready: list[sqlite3.Row], given: list[JobRow]) -> list[sqlite3.Row]:
    """Return the jobs before the first whose worker died; that one alone, if it is the first of all."""
    if ready and ready[0]["lost"] and not given:
        return ready[:1]
    return list(takewhile(lambda row: not row["lost"], ready))


def _take(tx: WriteTransaction, rows: list[sqlite3.Row], worker: str, times: tuple[float, float]) -> list[JobRow]:
    if rows:
        _next_turn(tx, rows[0]["queue"], rows[0]["project"])
    return [_give(tx, row["id"], worker, *times) for row in rows]


def _give(tx: WriteTransaction, job: str, worker: str, now: float, until: float) -> JobRow:
    row = tx.row(
        "UPDATE jobs SET state = ?, token = token + 1, attempts = attempts + 1, worker = ?, lease_until = ?,"
        " claimed = ? WHERE id = ? RETURNING *",
        LedgerState.RUNNING,
        worker,
        until,
        now,
        job,
    )
    assert row is not None, "it was read in this transaction"  # noqa: S101  says what the type cannot
    return job_from_row(row)


def _next_turn(tx: WriteTransaction, queue: str, project: str) -> None:
    tx.execute(
        "INSERT INTO turns VALUES (?1, ?2, (SELECT coalesce(max(turn), 0) + 1 FROM turns WHERE queue = ?1))"
        " ON CONFLICT (queue, project) DO UPDATE SET turn = excluded.turn",
        queue,
        project,
    )


def _paused(view: ReadView, scope: str) -> bool:
    return view.row("SELECT 1 FROM pauses WHERE scope = ?", scope) is not None
