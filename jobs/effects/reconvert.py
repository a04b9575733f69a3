"""What older rules of the engine converted is due again: after an upgrade, every verdict is by the rules of now."""

from jobs.kinds import engine_fingerprint
from jobs.kinds.registry import job_kinds
from jobs.ledger.enqueue import JobOrder, enqueue
from jobs.ledger.job import JobPriority
from store import Store
from store.codebase import sources
from store.core.transaction import WriteTransaction

BATCH = 500  # files a transaction: others get to write in between
# A file whose text is newer than its units has a scan on its way, which is followed by a conversion.
_OUTDATED = """
    SELECT s.id, s.project, s.revision, min(found.basis) AS basis
    FROM (SELECT source, basis FROM conversions WHERE NOT gone UNION ALL SELECT source, basis FROM specs) AS found
    JOIN sources s ON s.id = found.source
    WHERE s.id > ? AND s.hash IS NOT NULL AND s.scanned = s.text AND found.basis <> s.text || ':' || ?
    GROUP BY s.id ORDER BY s.id LIMIT ?
"""


def reconvert_all(store: Store, now: float) -> int:
    """Have everything converted again that is known by other rules than those of now; the answer is how many files."""
    last, ordered = 0, 0
    while True:
        with store.write() as tx:
            found = reconvert_some(tx, now, last)
        if not found:
            return ordered
        last, ordered = found[-1], ordered + len(found)


def reconvert_some(tx: WriteTransaction, now: float, after: int = 0) -> list[int]:
    """The same for some files, those that follow `after`; the answer is their sources."""
    fingerprint = engine_fingerprint.fingerprint()
    outdated = tx.rows(_OUTDATED, after, fingerprint, BATCH)
    for row in outdated:
        subject = sources.subject(row["id"])
        key = f"convert:{subject}:{row['revision']}:from:{row['basis']}:to:{fingerprint}"
        enqueue(tx, JobOrder(job_kinds()["convert"], row["project"], subject, key, JobPriority.LOW), now)
    return [row["id"] for row in outdated]
