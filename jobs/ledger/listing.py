"""Looking at the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass

from jobs.ledger.job import Job, State, of_row
from store.transaction import View


@dataclass(frozen=True, slots=True)
class Filter:
    """Which jobs; what is empty does not matter."""

    state: str = ""
    kind: str = ""
    project: str = ""
    subject: str = ""


def page(view: View, wanted: Filter, before: int | None = None, limit: int = 200) -> list[Job]:
    """Jobs, newest first, those older than number `before`."""
    columns = {
        "state": wanted.state,
        "kind": wanted.kind,
        "project": wanted.project,
        "subject": wanted.subject,
    }
    given = {column: value for column, value in columns.items() if value}
    conditions = [f"{column} = ?" for column in given]
    values: list[str | int] = list(given.values())
    if before is not None:
        conditions.append("number < ?")
        values.append(before)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = view.rows(f"SELECT * FROM jobs {where} ORDER BY number DESC LIMIT ?", *values, limit)
    return [of_row(row) for row in rows]


def counts(view: View) -> Mapping[str, Mapping[str, int]]:
    """Lane → state → how many jobs."""
    table: dict[str, dict[str, int]] = {}
    for row in view.rows("SELECT lane, state, count(*) AS jobs FROM jobs GROUP BY lane, state"):
        table.setdefault(row["lane"], {})[row["state"]] = row["jobs"]
    return table


def waiting(view: View, lane: str, now: float) -> int:
    """How many jobs of a lane could start now, were there a worker; counted up to a hundred."""
    return view.value(
        "SELECT count(*) FROM (SELECT 1 FROM jobs WHERE state = 'ready' AND lane = ? AND ready_at <= ? LIMIT 100)",
        lane,
        now,
    )


def running(view: View) -> int:
    """How many jobs are held by workers."""
    return view.value("SELECT count(*) FROM jobs WHERE state = ?", State.RUNNING)


def due_lanes(view: View, now: float) -> list[str]:
    """Lanes with work that could start now."""
    rows = view.rows("SELECT DISTINCT lane FROM jobs WHERE state = 'ready' AND ready_at <= ?", now)
    return [row["lane"] for row in rows]
