"""A table that a test adds."""

from store.core.transaction import ReadView, WriteTransaction


def count(view: ReadView) -> int:
    """Return the number of sweeps."""
    return view.value("SELECT count(*) FROM sweeps")


def add(tx: WriteTransaction, subject: str, letters: int) -> None:
    """Record a sweep."""
    tx.execute("INSERT INTO sweeps (subject, letters) VALUES (?, ?)", subject, letters)
