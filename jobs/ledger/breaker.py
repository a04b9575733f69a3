"""A circuit breaker for each kind of a project: one that cannot work rests, then runs one job at a time.

Only errors of the environment count. What a file contains makes its own job fail, and says nothing about the others.
"""

from store.core import journal
from store.core.transaction import WriteTransaction

TRIPS_AT = 10  # failed jobs of a kind in a row
REST = 60.0  # seconds
# A worker that lacks the kind, or whose system refuses what every run needs.
ENVIRONMENT_CODES = frozenset({"job.unknown_kind", "job.environment"})


def may_start(tx: WriteTransaction, project: str, kind: str, now: float) -> bool:
    """Return whether a job of this kind may start; after a rest, each start is a trial and begins a new rest."""
    row = tx.row("SELECT failures, open_until FROM breakers WHERE project = ? AND kind = ?", project, kind)
    if row is None or row["failures"] < TRIPS_AT:
        return True
    if row["open_until"] is not None and row["open_until"] > now:
        return False
    tx.execute("UPDATE breakers SET open_until = ? WHERE project = ? AND kind = ?", now + REST, project, kind)
    return True


def record_failure(tx: WriteTransaction, project: str, kind: str, code: str, now: float) -> None:
    """Count a failure of the environment; too many in a row open the breaker."""
    if code not in ENVIRONMENT_CODES:
        return
    failures = tx.value(
        "INSERT INTO breakers (project, kind, failures) VALUES (?, ?, 1)"
        " ON CONFLICT (project, kind) DO UPDATE SET failures = failures + 1 RETURNING failures",
        project,
        kind,
    )
    if failures >= TRIPS_AT:
        tx.execute("UPDATE breakers SET open_until = ? WHERE project = ? AND kind = ?", now + REST, project, kind)
    if failures == TRIPS_AT:
        journal.append(tx, "kind.rested", f"kind:{kind}", {"failures": TRIPS_AT, "project": project})


def record_success(tx: WriteTransaction, project: str, kind: str) -> None:
    """Close the breaker."""
    tx.execute("DELETE FROM breakers WHERE project = ? AND kind = ?", project, kind)
