"""A sample of the units that arrived: their features fix the thresholds before any of their labels is known."""

import hashlib

from engine.triage.logged_event import LoggedKind
from store.core.transaction import ReadView, WriteTransaction
from store.learning import known_features, learning_log, learning_projects
from store.learning.learning_log import NewEvent

SAMPLED = 400  # of the units that arrived since the last time, by their hash


def log_arrivals(tx: WriteTransaction, project: str) -> None:
    """Log a sample of the units that arrived since the last time."""
    known = learning_projects.get(tx, project).arrived
    found = _waiting_since(tx, project, known)
    if not found:
        return
    learning_projects.set_arrived(tx, project, found[-1])
    drawn = sorted(found, key=_draw)[:SAMPLED]
    samples = {unit: features for unit in sorted(drawn) if (features := known_features.find_features(tx, unit))}
    if samples:
        event = NewEvent(LoggedKind.ARRIVED, tuple(samples), tuple(samples.values()))
        learning_log.append(tx, project, event)


def _waiting_since(view: ReadView, project: str, after: int) -> list[int]:
    rows = view.rows(
        "SELECT conversion FROM reviews WHERE project = ? AND conversion > ? AND state IN ('converted', 'in review')"
        " ORDER BY conversion",
        project,
        after,
    )
    return [row["conversion"] for row in rows]


def _draw(unit: int) -> bytes:
    return hashlib.blake2b(f"arrived:{unit}".encode(), digest_size=8).digest()
