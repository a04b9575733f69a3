"""Order the conversion of every file that an older engine converted."""

from jobs.effects.convert.reconvert import find_reconversions
from jobs.kinds.convert.engine_fingerprint import fingerprint
from jobs.ledger.enqueue import enqueue
from store import Store
from store.codebase import outdated_sources


def order_reconversions(store: Store, now: float) -> int:
    """Order a conversion for each outdated file, some files a transaction; return how many there were."""
    with store.read() as view:
        if not outdated_sources.has_sources(view):
            return 0
    rules = fingerprint()  # takes a moment the first time, which no transaction should wait for
    last, ordered = 0, 0
    while True:
        with store.write_in_background() as tx:
            found = find_reconversions(tx, rules, last)
            for order in found.orders if found else ():
                enqueue(tx, order, now)
        if found is None:
            return ordered
        last, ordered = found.last, ordered + len(found.orders)
