"""Measure the speed of the ledger: `python bench/ledger.py [--jobs N]`. The last line is one JSON object of figures.

jobs_per_s             no-op jobs through everything: claim over the API, run in a process, report, apply, event
save_to_event_p95_ms   from saving a file to its event at a client, debounce included
scan_10k_s             10,000 new files hashed, recorded and enqueued
worker_rss_mb          what a worker and its runner hold once they have worked

Each measure is a function of a running daemon.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from home.folders import own_folders

from daemon.client import Client, connect
from daemon.client.process import lifecycle
from daemon.wire.connection import instance_paths
from jobs.job_kind import job_kinds
from jobs.job_order import JobOrder
from jobs.ledger.enqueue import enqueue
from store.core.database import Store

os.environ["SPECDECK_DRILLS"] = "1"  # only the drills have jobs that do nothing
WARM_UP = 200


def jobs_per_s(client: Client, amount: int) -> float:
    """Return jobs a second from the first claim to the last finish, with warm workers."""
    enqueue_many(WARM_UP)
    wait_until_idle(client)
    client.jobs.pause("all")
    enqueue_many(amount)
    begun = time.perf_counter()
    client.jobs.resume("all")
    wait_until_idle(client)
    return amount / (time.perf_counter() - begun)


def enqueue_many(amount: int) -> None:
    """Enqueue directly in the database, in one transaction."""
    store = Store(instance_paths.paths_of_instance().database)
    with store.write() as tx:
        for number in range(amount):
            enqueue(tx, JobOrder(job_kinds()["noop"], f"project-{number % 3}", f"noop:{number}"), time.time())
    store.close()


def wait_until_idle(client: Client) -> None:
    """Wait until every job has ended."""
    while True:
        (queue,) = (queue for queue in client.jobs.queues().items if queue.name == "cpu")
        if not queue.jobs.get("ready") and not queue.jobs.get("running"):
            return
        time.sleep(0.02)


def worker_rss_mb(client: Client) -> float:
    """Return the memory of the largest worker and its runner, after scans and conversions."""
    wait_until_idle(client)
    pids = _children(client.hello().pid)
    return max((sum(map(_rss_mb, [pid, *_children(pid)])) for pid in pids), default=0.0)


def save_to_event_p95_ms(client: Client, folder: Path, saves: int = 100) -> float:
    """Return the time from a save to its event at a client, one save at a time."""
    folder.mkdir()
    client.projects.add("saves", [str(folder)])
    taken = []
    with client.events.follow() as events:
        for number in range(saves):
            time.sleep(0.02 * (number % 7))  # vary the phase of the watcher's cycle
            (folder / f"f{number}.sql").write_text(f"SELECT {number};")
            begun = time.perf_counter()
            next(event for event in events if getattr(event, "type", "") == "source.added")
            taken.append((time.perf_counter() - begun) * 1000)
    client.projects.remove("saves")
    return sorted(taken)[int(saves * 0.95) - 1]


def scan_10k_s(client: Client, folder: Path, amount: int = 10_000) -> float:
    """Return the time from adding a project until all its files are recorded and their scans enqueued."""
    for number in range(amount):
        path = folder / f"d{number % 100}" / f"f{number}.sql"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"CREATE FUNCTION f{number}() RETURNS int LANGUAGE sql AS 'SELECT {number}';\n" * 5)
    client.jobs.pause("all")
    begun = time.perf_counter()
    client.projects.add("burst", [str(folder)])
    while client.conversions.tally("burst").waiting < amount:
        time.sleep(0.05)
    taken = time.perf_counter() - begun
    client.projects.remove("burst")
    return taken


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _rss_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--jobs", type=int, default=4000)
    asked = parser.parse_args()
    with own_folders() as folder:
        lifecycle.start()
        with connect() as client:
            measures: dict[str, Callable[[], float]] = {
                "jobs_per_s": lambda: jobs_per_s(client, asked.jobs),
                "save_to_event_p95_ms": lambda: save_to_event_p95_ms(client, folder / "saves"),
                "worker_rss_mb": lambda: worker_rss_mb(client),
                "scan_10k_s": lambda: scan_10k_s(client, folder / "burst"),
            }
            figures: dict[str, float] = {}
            for name, measure in measures.items():
                figures[name] = round(measure(), 1)
                print(f"{name}: {figures[name]}")
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
