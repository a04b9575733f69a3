"""Read the ledger: lists and counts of jobs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jobs.job_order import LONGEST_DELAY
from jobs.ledger.finish import LONGEST_BACKOFF
from jobs.ledger.job import JobRow, LedgerState, job_from_row
from store.core.transaction import ReadView

LONGEST_WAIT = 2 * max(LONGEST_BACKOFF, LONGEST_DELAY)  # a job that waits longer is from before the clock was set back


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which jobs; an empty field matches all."""

    state: str = ""
    kind: str = ""
    project: str = ""
    subject: str = ""
    subjects: tuple[str, ...] | None = None  # jobs about any of these


def page(view: ReadView, wanted: JobFilter, before: int | None = None, limit: int = 200) -> list[JobRow]:
    """Return jobs, newest first, those older than number `before`."""
    known = {
        "state = ?": wanted.state,
        "kind = ?": wanted.kind,
        "project = ?": wanted.project,
        "subject = ?": wanted.subject,
        "subject IN (SELECT value FROM json_each(?))": wanted.subjects is not None and json.dumps(wanted.subjects),
    }
    given = {condition: value for condition, value in known.items() if value}
    conditions, values = list(given), list[str | int](given.values())
    if before is not None:
        conditions.append("number < ?")
        values.append(before)
    where = " AND ".join(conditions) or "true"
    rows = view.rows(f"SELECT * FROM jobs WHERE {where} ORDER BY number DESC LIMIT ?", *values, limit)
    return [job_from_row(row) for row in rows]


def find_project(view: ReadView, job: str) -> str | None:
    """Return the name or id of a job's project, or None if there is no such job or it has none."""
    return view.value("SELECT project FROM jobs WHERE id = ?", job) or None


def find_subjects(view: ReadView, jobs: Iterable[str]) -> Mapping[str, str]:
    """Return what jobs work on, by id; jobs that are gone are left out."""
    rows = view.rows(
        "SELECT id, subject FROM jobs WHERE id IN (SELECT value FROM json_each(?))", json.dumps(list(jobs))
    )
    return {row["id"]: row["subject"] for row in rows}


def count_by_queue(view: ReadView) -> Mapping[str, Mapping[str, int]]:
    """Return how many jobs each queue has, by state."""
    table: dict[str, dict[str, int]] = {}
    for row in view.rows("SELECT queue, state, sum(jobs) AS jobs FROM job_counts WHERE jobs > 0 GROUP BY queue, state"):
        table.setdefault(row["queue"], {})[row["state"]] = row["jobs"]
    return table


def count_waiting(view: ReadView, queue: str, now: float, held: Sequence[str] = ()) -> int:
    """Return how many jobs of a queue could start now, counting up to a hundred; none of the projects that are held."""
    return view.value(
        "SELECT count(*) FROM (SELECT 1 FROM jobs WHERE state = 'ready' AND queue = ? AND ready_at <= ?"
        " AND project NOT IN (SELECT value FROM json_each(?)) LIMIT 100)",
        queue,
        now,
        json.dumps(held),
    )


def count_running(view: ReadView) -> int:
    """Return how many jobs are held by workers."""
    return view.value("SELECT count(*) FROM jobs WHERE state = ?", LedgerState.RUNNING)


def count_open(view: ReadView, project: str) -> int:
    """Return how many jobs of a project are not done."""
    query = "SELECT coalesce(sum(jobs), 0) FROM job_counts WHERE project = ? AND state IN ('ready', 'running')"
    return view.value(query, project)


def will_start(view: ReadView, kind: str, subject: str, now: float) -> bool:
    """Return whether a job of this kind and subject waits and may start now; it will read its inputs then."""
    query = "SELECT 1 FROM jobs WHERE subject = ? AND kind = ? AND state = 'ready' AND ready_at <= ? LIMIT 1"
    return view.row(query, subject, kind, now) is not None


def count_open_subjects(view: ReadView, project: str, prefix: str) -> int:
    """Return how many subjects with a prefix have a job that is not done."""
    return view.value(
        "SELECT count(DISTINCT subject) FROM jobs"
        " WHERE state IN ('ready', 'running') AND project = ? AND substr(subject, 1, ?) = ?",
        project,
        len(prefix),
        prefix,
    )


def has_overdue(view: ReadView, now: float, lease: float) -> bool:
    """Return whether a sweep would find anything: an expired lease, or an implausibly late time."""
    return bool(
        view.value(
            "SELECT EXISTS (SELECT 1 FROM jobs WHERE state = 'running'"
            " AND (lease_until <= ?1 OR lease_until > ?1 + ?2))"
            " OR EXISTS (SELECT 1 FROM jobs WHERE state = 'ready' AND ready_at > ?1 + ?3)",
            now,
            lease,
            LONGEST_WAIT,
        )
    )
