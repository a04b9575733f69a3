"""What older rules of the engine converted is due again: after an upgrade, every verdict is by the rules of now."""

from jobs.kinds import rules
from jobs.kinds.registry import kinds
from jobs.ledger.enqueue import Order, enqueue
from jobs.ledger.job import Priority
from store import sources
from store.transaction import Transaction

# A file whose text is newer than its units has a scan on its way, which is followed by a conversion.
_OUTDATED = """
    SELECT s.id, s.project, s.revision, min(found.basis) AS basis
    FROM (SELECT source, basis FROM conversions WHERE NOT gone UNION ALL SELECT source, basis FROM specs) AS found
    JOIN sources s ON s.id = found.source
    WHERE s.hash IS NOT NULL AND s.scanned = s.text AND found.basis <> s.text || ':' || ?
    GROUP BY s.id ORDER BY s.kind = 'spec', s.id
"""


def order_due(tx: Transaction, now: float) -> int:
    """Have converted again what is known by other rules than those of now; the answer is how many files that are."""
    fingerprint = rules.fingerprint()
    outdated = tx.rows(_OUTDATED, fingerprint)
    for row in outdated:
        subject = sources.subject(row["id"])
        key = f"convert:{subject}:{row['revision']}:from:{row['basis']}:to:{fingerprint}"
        enqueue(tx, Order(kinds()["convert"], row["project"], subject, key, Priority.LOW), now)
    return len(outdated)
