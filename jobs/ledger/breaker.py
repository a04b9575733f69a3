"""A circuit breaker for each kind: one that only fails rests, then runs one job at a time until one succeeds."""

from store.core import journal
from store.core.transaction import WriteTransaction

TRIPS_AT = 10  # failed jobs of a kind in a row
REST = 60.0  # seconds


def may_start(tx: WriteTransaction, kind: str, now: float) -> bool:
    """Return whether a job of this kind may start; after a rest, each start is a trial and begins a new rest."""
    row = tx.row("SELECT failures, open_until FROM breakers WHERE kind = ?", kind)
    if row is None or row["failures"] < TRIPS_AT:
        return True
    if row["open_until"] is not None and row["open_until"] > now:
        return False
    tx.execute("UPDATE breakers SET open_until = ? WHERE kind = ?", now + REST, kind)
    return True


def record_failure(tx: WriteTransaction, kind: str, now: float) -> None:
    """Count a failure; too many in a row open the breaker."""
    row = tx.row(
        "INSERT INTO breakers (kind, failures) VALUES (?, 1)"
        " ON CONFLICT (kind) DO UPDATE SET failures = failures + 1 RETURNING failures",
        kind,
    )
    if row is not None and row["failures"] >= TRIPS_AT:
        tx.execute("UPDATE breakers SET open_until = ? WHERE kind = ?", now + REST, kind)
    if row is not None and row["failures"] == TRIPS_AT:
        journal.append(tx, "kind.rested", f"kind:{kind}", {"failures": TRIPS_AT})


def record_success(tx: WriteTransaction, kind: str) -> None:
    """Close the breaker."""
    tx.execute("DELETE FROM breakers WHERE kind = ?", kind)
