"""Measure the speed of review, and whether crashes lose or repeat decisions: `python bench/review.py [--short]`.

The last line is one JSON object of figures.

inbox_p95_ms   a window of 200 of 10,000 units, with filters and orders
decide_p95_ms  an approval over the API until it is acknowledged: the transaction is on disk
lost           decisions that were acknowledged and are not in the journal
doubled        decisions that are there twice, or that nobody was told of

For the last two, 50 reviewers with connections of their own make 10 decisions a second in total, while the daemon is
killed by SIGKILL and started again. Whoever gets no answer asks again under the same key.
"""

import argparse
import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from home.folders import own_folders

from daemon.client import Client, connect
from daemon.client.errors import UnavailableError, UnreachableError
from daemon.client.process import lifecycle
from daemon.client.transport.channel import Channel
from daemon.client.transport.http_session import HttpSession
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire import codec
from daemon.wire.connection import instance_paths, preamble
from daemon.wire.connection.preamble import PinnedCaller
from daemon.wire.decision import Act, NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.role import Role
from engine.record import UnitRecord
from store.codebase import conversions
from store.codebase.conversions import ConversionResult
from store.core.database import Store

PROJECT = "bench"
FILES = 20
REVIEWERS = 50
PER_SECOND = 10
QUERIES = (
    ("open", ""),
    ("open and risk:payment", "coverage"),
    ("kind=function verdict=proved-if,unverified not fault", "-lines,name"),
    ("name~'_(1|7)[0-9]*5' or entity=Order", "name"),
    ("lines>3 coverage<90% asked!=me", "changed"),
    ("alike>1 and schema=s3", ""),
)
TARGETS = {"inbox_p95_ms": 50, "decide_p95_ms": 50, "lost": 0, "doubled": 0}


@dataclass(frozen=True)
class ReviewerDialer:
    """Connects like a reviewer with a pinned key."""

    name: str
    local: LocalDialer
    where: str = "the daemon"

    def dial(self) -> Channel:
        line = self.local.dial()
        line.socket.sendall(preamble.preamble_line(PinnedCaller(self.name, Role.REVIEWER)))
        return line

    @property
    def options(self) -> str:
        return ""

    def without_autostart(self) -> "ReviewerDialer":
        return self


@dataclass
class Told:
    """The acknowledged acts, and the errors by reviewer."""

    acts: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def fill(client: Client, folder: Path, amount: int) -> list[int]:
    """Write units in review directly to the database; return their numbers."""
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number}.sql").write_text(f"SELECT {number};\n")
    client.jobs.pause("all")
    client.projects.add(PROJECT, [str(folder)])
    while client.conversions.tally(PROJECT).files < FILES:
        time.sleep(0.02)
    store = Store(instance_paths.paths_of_instance().database)
    with store.read() as view:
        sources = view.rows("SELECT id, project FROM sources ORDER BY id")
    for at, row in enumerate(sources):
        with store.write() as tx:
            findings = [_finding(number) for number in range(at, amount, FILES)]
            conversions.replace(tx, row["project"], row["id"], "bench", findings)
    with store.read() as view:
        units = [row["id"] for row in view.rows("SELECT id FROM conversions ORDER BY id")]
    store.close()
    return units


def _finding(number: int) -> ConversionResult:
    name = f"s{number % 7}.{'payment' if number % 5 == 0 else 'work'}_{number}(integer)"
    body = "    PERFORM 1;\n" * (number % 40)
    sql = f"CREATE FUNCTION {name} RETURNS void LANGUAGE plpgsql AS $$ BEGIN\n{body}END $$;"
    counts = {"statements": 3, "structured": 3, "raw": number % 3, "opaque_tokens": number % 30, "tokens": 100}
    verdict = ("proved", "proved", "proved-if", "unverified")[number % 4]
    entity = ("Order", "Invoice", None)[number % 3]
    record = UnitRecord(
        "function",
        name,
        "plpgsql",
        (0, len(sql)),
        verdict=verdict,
        evidence={},
        counts=counts,
        entity=entity,
        spec=f"# {name}\n",
        lowered=sql,
        shape=f"shape-{number % 3000}",
    )
    return ConversionResult(record, sql)


def inbox_p95_ms(client: Client, rounds: int) -> float:
    """Measure windows at the start and far down, for several queries."""
    asked = [(where, sort, offset) for where, sort in QUERIES for offset in (0, 600)] * rounds
    return _p95([_timed(partial(client.inbox.page, PROJECT, *each)) for each in asked])


def decide_p95_ms(client: Client, units: list[int]) -> float:
    """Measure approvals by one reviewer, one after another, each with its revision."""
    seen = {item.id: item.revision for item in client.inbox.list(PROJECT, "verdict=proved")}
    said = NewDecision(DecisionKind("approve"), seconds=3.0)
    proved = [unit for unit in units if unit in seen]
    return _p95([_timed(partial(client.reviews.decide, unit, said, seen[unit])) for unit in proved])


def crash(units: list[int], seconds: float, seed: int) -> tuple[Told, int]:
    """Let reviewers decide while the daemon is killed repeatedly; return the acknowledgements and the kills."""
    told, chance, until = Told(), random.Random(seed), time.time() + seconds
    each = len(units) // REVIEWERS
    people = [
        threading.Thread(target=_reviewer, args=(f"r{number}", units[number * each : (number + 1) * each], until, told))
        for number in range(REVIEWERS)
    ]
    for person in people:
        person.start()
    deaths = 0
    while time.time() < until:
        time.sleep(chance.uniform(1.0, 4.0))
        os.kill(lifecycle.start().hello.pid, signal.SIGKILL)
        deaths += 1
        _start()
    for person in people:
        person.join()
    return told, deaths


def _start() -> None:
    while True:
        try:
            lifecycle.start()
        except UnreachableError:
            time.sleep(0.1)
        else:
            return


def _reviewer(name: str, units: list[int], until: float, told: Told) -> None:
    exchange = HttpSession(
        ReviewerDialer(name, LocalDialer(instance_paths.paths_of_instance(), autostart=False)), timeout=10.0
    )
    pause = REVIEWERS / PER_SECOND
    time.sleep(random.Random(name).uniform(0.0, pause))
    for unit in units:
        if time.time() > until:
            break
        begun = time.time()
        try:
            told.acts.append(_insist(exchange, unit).id)
        except Exception as error:  # noqa: BLE001  a thread's boundary: whatever it is, it is told
            told.errors.append(f"{name}, unit {unit}: {error!r}")
        time.sleep(max(0.0, pause - (time.time() - begun)))
    exchange.close()


def _insist(exchange: HttpSession, unit: int) -> Act:
    """Repeat a decision under one key until it is acknowledged."""
    key, path = {"Idempotency-Key": os.urandom(16).hex()}, f"/v1/conversions/{unit}/decisions"
    while True:
        try:
            return codec.from_json_text(
                Act, exchange.send("POST", path, NewDecision(DecisionKind("skip"), seconds=2.0), key)
            )
        except (UnreachableError, UnavailableError):
            time.sleep(0.1)


def journalled() -> Counter[str]:
    """Count the decisions of each act in the journal."""
    store = Store(instance_paths.paths_of_instance().database)
    with store.read() as view:
        rows = view.rows("SELECT json_extract(data, '$.act') AS act FROM journal WHERE type = 'unit.decided'")
    store.close()
    return Counter(row["act"] for row in rows)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _p95(taken: list[float]) -> float:
    return round(sorted(taken)[int(len(taken) * 0.95) - 1], 1)


def measure(folder: Path, *, short: bool) -> dict[str, float]:
    """Return all figures of one daemon."""
    lifecycle.start()
    with connect() as client:
        units = fill(client, folder / "units", 10_000)
        figures: dict[str, float] = {"units": len(units), "inbox_p95_ms": inbox_p95_ms(client, 2 if short else 10)}
        figures["decide_p95_ms"] = decide_p95_ms(client, units[: 200 if short else 800])
    before = journalled()
    told, deaths = crash(units[5000:], 20.0 if short else 90.0, seed=1)
    after = journalled() - before
    acknowledged = set(told.acts)
    print(*told.errors[:5], sep="\n")
    return figures | {
        "decisions": len(told.acts),
        "deaths": deaths,
        "errors": len(told.errors),
        "lost": len(acknowledged - after.keys()),
        "doubled": len(after.keys() - acknowledged) + sum(times - 1 for times in after.values()),
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--short", action="store_true", help="fewer requests, and 20 s of crashes")
    asked = parser.parse_args()
    with own_folders() as folder:
        figures = measure(folder, short=asked.short)
    for name, most in TARGETS.items():
        print(f"{name:14} {figures[name]:>8}   at most {most:<4} {'met' if figures[name] <= most else 'MISSED'}")
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
