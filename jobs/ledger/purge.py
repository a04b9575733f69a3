"""Letting go of jobs that are long done: the journal keeps what happened, the ledger what is to do."""

from jobs.ledger.job import LedgerState
from store.core import times
from store.core.transaction import WriteTransaction

KEPT_SECONDS = 14 * 86_400.0
BATCH = 5_000  # rows a transaction: others get to write in between


def purge_ended(tx: WriteTransaction) -> int:
    """Drop some jobs that are done or cancelled for long; the answer is how many.

    A quarantined one waits for a person.
    """
    return tx.execute(
        "DELETE FROM jobs WHERE number IN"
        " (SELECT number FROM jobs WHERE state IN (?, ?) AND finished < ? ORDER BY number LIMIT ?)",
        LedgerState.DONE,
        LedgerState.CANCELLED,
        times.to_text(tx.now - KEPT_SECONDS),
        BATCH,
    )
