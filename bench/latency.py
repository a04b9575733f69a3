"""Measure latencies: a command, a request, a page, stopping the daemon; and the idle daemon and its events.

Run as `python bench/latency.py [--seconds S]`. The last line is one JSON object.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from home.folders import own_folders

from daemon.client import Client, connect
from daemon.client.process import lifecycle
from daemon.wire.project import ProjectChange

STATUS_RUNS = 20
REQUESTS = 500
PAGES = 200
EVENTS = 200
FOLLOWERS = 10
WRITERS = 3
TARGETS = {
    "status_ms": (250, "most"),
    "ping_p95_ms": (5, "most"),
    "rows200_p95_ms": (10, "most"),
    "idle_rss_mb": (150, "most"),
    "idle_cpu_pct": (0.5, "most"),
    "stop_ms": (1000, "most"),
    "events_per_s": (2000, "least"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long to look at the daemon at rest")
    asked = parser.parse_args()
    with own_folders():
        figures = measure(asked.seconds)
    for name, (target, kind) in TARGETS.items():
        met = figures[name] <= target if kind == "most" else figures[name] >= target
        print(f"{name:16} {figures[name]:>10}   at {kind} {target:<6} {'met' if met else 'MISSED'}")
    print(json.dumps(figures))


def measure(seconds: float) -> dict[str, float]:
    with connect() as client:
        rss, cpu = at_rest(client, seconds)
        figures = {
            "status_ms": status_ms(),
            "ping_p95_ms": p95(REQUESTS, client.hello),
            "idle_rss_mb": rss,
            "idle_cpu_pct": cpu,
            "events_per_s": events_per_s(),
        }
        figures["rows200_p95_ms"] = p95(PAGES, lambda: client.events.page(0, EVENTS))
    return figures | {"stop_ms": stop_ms()}


def status_ms() -> float:
    """Return the median time of whole processes."""
    command = [str(Path(sys.executable).with_name("specdeck")), "status"]

    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    return round(statistics.median(timed(STATUS_RUNS, run)), 1)


def at_rest(client: Client, seconds: float) -> tuple[float, float]:
    """Return the memory and CPU of the idle daemon process."""
    pid = client.hello().pid
    before = ticks(pid)
    time.sleep(seconds)
    used = (ticks(pid) - before) / os.sysconf("SC_CLK_TCK")
    return client.status().rss_mb, round(100 * used / seconds, 2)


def ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def events_per_s() -> float:
    """Return deliveries a second over all followers, while each durable request of the writers causes an event."""
    followings = [connect().events.follow() for _ in range(FOLLOWERS)]
    heard = [0] * FOLLOWERS
    wanted = EVENTS * WRITERS

    def follow(number: int) -> None:
        for event in followings[number]:
            heard[number] += getattr(event, "type", "") == "project.renamed"
            if heard[number] == wanted:
                return

    def write(number: int) -> None:
        with connect() as client:
            project = client.projects.add(f"bench {number}", ["/a"]).id
            for step in range(EVENTS):
                client.projects.change(project, ProjectChange(name=f"bench {number} {step}"))

    begun = time.perf_counter()
    threads = [threading.Thread(target=follow, args=(number,)) for number in range(FOLLOWERS)]
    threads += [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - begun
    for following in followings:
        following.close()
    return round(sum(heard) / took, 0)


def stop_ms() -> float:
    """Return the time until the process has ended, with open event streams."""
    followings = [connect().events.follow() for _ in range(FOLLOWERS)]
    (took,) = timed(1, lifecycle.stop)
    for following in followings:
        following.close()
    return round(took, 0)


def p95(count: int, work: Callable[[], object]) -> float:
    return round(statistics.quantiles(timed(count, work), n=20)[-1], 2)


def timed(count: int, work: Callable[[], object]) -> list[float]:
    """Return the time of each run in milliseconds."""
    times = []
    for _ in range(count):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return times


if __name__ == "__main__":
    main()
