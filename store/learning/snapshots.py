"""Sealed states of learning, so that a cycle folds only what is new."""

from dataclasses import dataclass

from store.core.transaction import ReadView, WriteTransaction

KEPT = 3  # the newest ones: an undo drops those that include its decision


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """The sealed state after event `seq`, as base64."""

    seq: int
    sealed: str


def find_newest(view: ReadView, project: str) -> SnapshotRow | None:
    """Return the newest snapshot of a project, or None."""
    row = view.row("SELECT seq, sealed FROM learning_snapshots WHERE project = ? ORDER BY seq DESC LIMIT 1", project)
    return SnapshotRow(row["seq"], row["sealed"]) if row else None


def save(tx: WriteTransaction, project: str, found: SnapshotRow) -> None:
    """Keep a snapshot beside the two before it."""
    tx.execute("INSERT OR REPLACE INTO learning_snapshots VALUES (?, ?, ?)", project, found.seq, found.sealed)
    tx.execute(
        "DELETE FROM learning_snapshots WHERE project = ?1 AND seq NOT IN"
        " (SELECT seq FROM learning_snapshots WHERE project = ?1 ORDER BY seq DESC LIMIT ?2)",
        project,
        KEPT,
    )


def delete_from(tx: WriteTransaction, project: str, seq: int) -> None:
    """Drop the snapshots of this event and of later ones."""
    tx.execute("DELETE FROM learning_snapshots WHERE project = ? AND seq >= ?", project, seq)
