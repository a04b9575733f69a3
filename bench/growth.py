"""Measure whether cost grows with what changed: `python bench/growth.py [--units 1000,5000] [--full]`.

The last line is one JSON object of figures, by the size of the project.

cpu_ms_unit            CPU of the daemon alone for one converted unit, from adding the project until nothing waits
units_s                units a second over that time
inbox_p95_ms_…         a window of 50 units: while it converts, at rest, while many are approved at once, and undone
approval_p95_ms_…      an approval until it is acknowledged, on the same occasions; approval_max_ms_… the longest
approvals_…            how many approvals these figures are of
file_row_s             the approval of the row of a seed file, which decides on all of its statements
restart_s              from a start without changes until a newly saved file is converted
switch_s               from changing 10 % of the files until everything is converted; switch_rest_s until its patterns
                       are detected too, and nothing waits
bulk_s                 the approval of up to 10,000 units in one act
undo_s, redo_s         the undo and the redo of that act
write_s                from then until their spec files are written, and read again
rss_mb                 the most memory that the daemon held
bytes_unit             size of the database for one unit at the end; bytes_unit_converted before anything else happened
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from home.folders import own_folders
from load.daemon_usage import count_events, cpu_seconds, database_bytes, peak_rss_mb
from load.latency_probe import APPROVE, Latencies, milliseconds, probe_once, probing
from load.synthetic_sql import edit_file, write_code_base

from daemon.client import Client, connect
from daemon.client.process import lifecycle
from daemon.client.resources.jobs import JobQuery
from daemon.wire.conversion import Tally
from daemon.wire.decision import BulkDecision

PROJECT = "growth"
SHORT, FULL = "1000,5000", "1000,10000,60000"
BULK = 10_000
CONVERTING, UNFINISHED = ("scan", "convert"), ("ready", "running")
QUIET_PROBES = 40
Figures = dict[str, float]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--units", default=SHORT, help="sizes, in thousands of units")
    parser.add_argument("--full", action="store_true", help=f"the sizes {FULL}")
    asked = parser.parse_args()
    sizes = [int(size) for size in (FULL if asked.full else asked.units).split(",")]
    found = {str(size): measured(size) for size in sizes}
    smallest, largest = found[str(sizes[0])], found[str(sizes[-1])]
    growth = round(largest["cpu_ms_unit"] / smallest["cpu_ms_unit"], 2)
    print(json.dumps({"growth": growth, "sizes": found}))
    return 0


def measured(units: int) -> Figures:
    """Return the figures of a project of this size, with a daemon of its own."""
    with own_folders() as home:
        files = write_code_base(home / "code", units)
        lifecycle.start()
        with connect() as client:
            figures = converting(client, home / "code", units)
            figures["bytes_unit_converted"] = round(database_bytes() / units)
            figures |= at_rest(client) | approving_file(client)
            figures |= switching(client, files)
            figures |= approving_many(client)
            figures["rss_mb"] = round(peak_rss_mb(client.hello().pid))
        figures["restart_s"] = restart_s(home / "code")
        figures["bytes_unit"] = round(database_bytes() / units)
    print(units, json.dumps(figures), flush=True)
    return figures


def converting(client: Client, folder: Path, units: int) -> Figures:
    """Convert the whole project with a person at work."""
    pid = client.hello().pid
    before, begun = cpu_seconds(pid), time.perf_counter()
    client.projects.add(PROJECT, [str(folder)])
    with probing(PROJECT, pause=1.0) as found:
        tally = settled(client, lambda tally: tally.units >= units)
    used, taken = cpu_seconds(pid) - before, time.perf_counter() - begun
    figures = {"cpu_ms_unit": round(used / units * 1000, 2), "units_s": round(units / taken, 1)}
    return figures | {"units": tally.units, "faults": tally.errors} | found.figures("converting")


def settled(client: Client, is_far: Callable[[Tally], bool]) -> Tally:
    """Wait until the project is so far and nothing waits."""
    while (tally := client.conversions.tally(PROJECT)).waiting or not is_far(tally):
        time.sleep(0.5)
    return tally


def at_rest(client: Client) -> Figures:
    """Probe a daemon that has nothing else to do."""
    found = Latencies()
    for turn in range(QUIET_PROBES):
        probe_once(client, PROJECT, found, turn)
    return found.figures("resting")


def approving_file(client: Client) -> Figures:
    """Approve a row that represents the statements of a seed file."""
    (row,) = client.inbox.page(PROJECT, "open kind=data verdict=proved", limit=1).items
    taken = milliseconds(lambda: client.reviews.decide(row.id, APPROVE, row.revision))
    return {"file_row_s": round(taken / 1000, 2)}


def switching(client: Client, files: list[Path]) -> Figures:
    """Change every tenth file, as a branch switch does."""
    changed, seen = files[::10], client.status().tail
    begun = time.perf_counter()
    for file in changed:
        edit_file(file, "switched")
    while count_events("source.changed", seen) < len(changed) or is_converting(client):
        time.sleep(0.25)
    converted = time.perf_counter()
    settled(client, lambda _tally: True)
    ended = time.perf_counter()
    return {"switch_s": round(converted - begun, 1), "switch_rest_s": round(ended - begun, 1)}


def is_converting(client: Client) -> bool:
    """Whether a file still waits to be split or converted."""
    queries = (JobQuery(state, kind=kind) for kind in CONVERTING for state in UNFINISHED)
    return any(client.jobs.page(query, limit=1).items for query in queries)


def approving_many(client: Client) -> Figures:
    """Approve all proved routines that are open, up to 10,000, in one act."""
    where = "open kind=function verdict=proved"
    units = [item.id for _, item in zip(range(BULK), client.inbox.list(PROJECT, where), strict=False)]
    decision = BulkDecision(APPROVE, units=tuple(units))
    with probing(PROJECT, pause=0.1) as found:
        begun = time.perf_counter()
        act = client.reviews.decide_all(PROJECT, decision)
        taken = time.perf_counter() - begun
    turned = undoing_many(client, act.id)
    begun = time.perf_counter()
    settled(client, lambda _tally: True)
    written = {"write_s": round(time.perf_counter() - begun, 1)}
    return {"bulk_units": len(units), "bulk_s": round(taken, 1)} | found.figures("bulk") | turned | written


def undoing_many(client: Client, act: str) -> Figures:
    """Undo such an act and redo it."""
    with probing(PROJECT, pause=0.1) as found:
        undo = milliseconds(lambda: client.reviews.undo(PROJECT, act))
        redo = milliseconds(lambda: client.reviews.redo(PROJECT, act))
    return {"undo_s": round(undo / 1000, 1), "redo_s": round(redo / 1000, 1)} | found.figures("undo")


def restart_s(folder: Path) -> float:
    """Start again without changes. A file that is saved now is read once all others were compared."""
    lifecycle.stop()
    begun = time.perf_counter()
    lifecycle.start()
    with connect() as client:
        known = client.conversions.tally(PROJECT).units
        (folder / "last.sql").write_text("CREATE TABLE last.one (id integer);\n", encoding="utf-8")
        settled(client, lambda tally: tally.units > known)
    return round(time.perf_counter() - begun, 1)


if __name__ == "__main__":
    sys.exit(main())
