"""Purge jobs that ended long ago: the journal keeps what happened, the ledger what is to be done."""

from jobs.ledger.job import LedgerState
from store.core import times
from store.core.transaction import WriteTransaction

KEPT_SECONDS = 14 * 86_400.0
BATCH = 5_000  # rows per transaction, so that others can write in between


def purge_ended(tx: WriteTransaction) -> int:
    """Delete some jobs that were done or cancelled long ago; return how many.

    Quarantined jobs stay: they wait for a person.
    """
    return tx.execute(
        "DELETE FROM jobs WHERE number IN"
        " (SELECT number FROM jobs WHERE state IN (?, ?) AND finished < ? ORDER BY number LIMIT ?)",
        LedgerState.DONE,
        LedgerState.CANCELLED,
        times.to_text(tx.now - KEPT_SECONDS),
        BATCH,
    )
