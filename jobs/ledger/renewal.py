"""What older rules of the engine converted is due again: after an upgrade, every verdict is by the rules of now."""

from jobs.kinds import rules
from jobs.kinds.registry import kinds
from jobs.ledger.enqueue import Order, enqueue
from jobs.ledger.job import Priority
from store import Store, sources
from store.transaction import Transaction

BATCH = 500  # files a transaction: others get to write in between
# A file whose text is newer than its units has a scan on its way, which is followed by a conversion.
_OUTDATED = """
    SELECT s.id, s.project, s.revision, min(found.basis) AS basis
    FROM (SELECT source, basis FROM conversions WHERE NOT gone UNION ALL SELECT source, basis FROM specs) AS found
    JOIN sources s ON s.id = found.source
    WHERE s.id > ? AND s.hash IS NOT NULL AND s.scanned = s.text AND found.basis <> s.text || ':' || ?
    GROUP BY s.id ORDER BY s.id LIMIT ?
"""


def order_all(store: Store, now: float) -> int:
    """Have everything converted again that is known by other rules than those of now; the answer is how many files."""
    last, ordered = 0, 0
    while True:
        with store.write() as tx:
            found = order_some(tx, now, last)
        if not found:
            return ordered
        last, ordered = found[-1], ordered + len(found)


def order_some(tx: Transaction, now: float, after: int = 0) -> list[int]:
    """The same for some files, those that follow `after`; the answer is their sources."""
    fingerprint = rules.fingerprint()
    outdated = tx.rows(_OUTDATED, after, fingerprint, BATCH)
    for row in outdated:
        subject = sources.subject(row["id"])
        key = f"convert:{subject}:{row['revision']}:from:{row['basis']}:to:{fingerprint}"
        enqueue(tx, Order(kinds()["convert"], row["project"], subject, key, Priority.LOW), now)
    return [row["id"] for row in outdated]
