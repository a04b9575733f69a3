"""A person at work while the daemon is busy: a window of the inbox and an approval, again and again."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from daemon.client import Client, connect
from daemon.client.errors import ProblemError, StaleError
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind

QUERIES = (("open", ""), ("", ""), ("kind=function verdict=proved", ""), ("lines>3", "-lines,name"))
# Each is a unit of its own, unlike a seed row, which represents all statements of its file; no bulk approves these.
UNDECIDED = "kind=table,index,comment state=converted verdict=proved"
WINDOW = 50
APPROVE = NewDecision(DecisionKind("approve"), note="read", seconds=3.0)


@dataclass
class Latencies:
    """Milliseconds of each request."""

    inbox: list[float] = field(default_factory=list)
    approvals: list[float] = field(default_factory=list)

    def figures(self, when: str) -> dict[str, float]:
        """Return the 95th percentiles the longest approval and their number, named for the occasion."""
        return {
            f"inbox_p95_ms_{when}": p95(self.inbox),
            f"approval_p95_ms_{when}": p95(self.approvals),
            f"approval_max_ms_{when}": round(max(self.approvals, default=0.0), 1),
            f"approvals_{when}": len(self.approvals),
        }


def p95(taken: list[float]) -> float:
    """Return the 95th percentile; 0 without requests."""
    if not taken:
        return 0.0
    return round(sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))], 1)


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


@contextmanager
def probing(project: str, pause: float) -> Iterator[Latencies]:
    """Probe until the block ends, with a pause after each pair of requests."""
    found, ended = Latencies(), threading.Event()

    def probe() -> None:
        with connect() as client:
            turn = 0
            while not ended.wait(pause):
                probe_once(client, project, found, turn)
                turn += 1

    thread = threading.Thread(target=probe)
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        thread.join()


def probe_once(client: Client, project: str, found: Latencies, turn: int) -> None:
    """Read one window of the inbox, then approve one unit that nobody approved."""
    where, sort = QUERIES[turn % len(QUERIES)]
    found.inbox.append(milliseconds(lambda: client.inbox.page(project, where, sort, limit=WINDOW)))
    page = client.inbox.page(project, UNDECIDED, limit=1)
    for unit in page.items:
        begun = time.perf_counter()
        try:
            client.reviews.decide(unit.id, APPROVE, unit.revision)
        except (StaleError, ProblemError):
            continue  # the conversion, or a bulk, was faster
        found.approvals.append((time.perf_counter() - begun) * 1000)
