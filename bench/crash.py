"""Test whether crashes lose or repeat work: `python bench/crash.py [--trials N] [--seed S] [--lease S] [--points A,B]`.

Each trial runs a daemon with watched files and ordered jobs, kills it (or a worker, or both) by SIGKILL at a named
place or at a random moment, lets it restart, and checks the state once all work is done.
The last line is one JSON object: trials, failpoints, fired, lost, doubled, chain_breaks, recovery_max_s.

lost           jobs that were acknowledged or caused by a file and did not end well, and files without conversions
doubled        repeated effects: a second end of a job, a second scan, conversion or source
chain_breaks   faults found by an audit of the journal
recovery_max_s the longest time from a kill until everything was done
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

import store
from daemon.client import Client, ClientError
from daemon.client.errors import StateConflictError
from daemon.client.transport.http_session import HttpSession
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.connection import instance_paths
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.job import NewJob
from store.audit import replay
from store.audit.verify import verify_file
from store.core.database import connect
from store.core.transaction import ReadView

# Places in the code, and the maximal number of passes before a kill: more for frequent places.
PLACES = {
    "before-claim": 4,
    "after-claim": 3,
    "mid-run": 5,
    "after-run": 3,
    "before-apply": 3,
    "inside-apply": 8,
    "before-commit": 3,
    "after-commit": 40,
    "mid-heartbeat": 2,
    "mid-watch": 2,
    "mid-migration": 30,
    "mid-backup": 1,
}
# Kills from outside, at a random moment.
KILLS = ("daemon", "worker", "daemon and worker", "unsupervised worker")
PATIENCE = 90.0
LOOK_EVERY = 0.05
SQL = """CREATE TABLE t{n} (id integer PRIMARY KEY);
CREATE FUNCTION f{n}() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN {n}; END $$;
"""
FILES = 2
DRILLS = 6


@dataclass(slots=True)
class Tally:
    """The totals of all trials."""

    trials: int = 0
    fired: int = 0
    points: set[str] = field(default_factory=set)
    lost: int = 0
    doubled: int = 0
    chain_breaks: int = 0
    recovery_max_s: float = 0.0


class Trial:
    """One daemon, one crash, and the state afterwards."""

    def __init__(self, point: str, seed: int, lease: float, folder: Path) -> None:
        self.point = point
        self._chance = random.Random(seed)
        self._folder = folder
        self._once = folder / "fired"
        self._environment = _environment(folder, lease)
        self.place = instance_paths.paths_of_instance("default", self._environment)
        self._client = Client(HttpSession(LocalDialer(self.place, autostart=False), timeout=10.0))
        self._daemon: subprocess.Popen[bytes] | None = None
        self._extra: subprocess.Popen[bytes] | None = None
        self._killed_at: float | None = None
        self._armed = point in PLACES

    def run(self) -> float | None:
        """Crash and recover; the answer is the seconds from the kill to the last job's end, None if nothing died."""
        try:
            self._order()
            self._strike()
            done = self._wait_until_done()
        finally:
            self.stop()
        killed = self._once.stat().st_mtime if self._once.exists() else self._killed_at
        return None if killed is None else max(0.0, done - killed)

    def _order(self) -> None:
        """What must not get lost: watched files, and jobs whose orders were acknowledged."""
        watched = self._folder / "watched"
        watched.mkdir()
        for number in range(FILES):
            (watched / f"{number}.sql").write_text(SQL.format(n=number))
        if self.point == "unsupervised worker":
            self.insist(Client.status)
            self.start_extra("daemon.worker", "cpu")
        self.insist(lambda client: client.projects.add("crash", [str(watched)]))
        for number in range(DRILLS):
            order = NewJob("drill", f"drill:{number}:pass", key=f"drill:{number}")
            self.insist(lambda client, order=order: client.jobs.order(order))
        if self.point == "mid-backup":
            self.insist(lambda client: client.audit.back_up())

    def _strike(self) -> None:
        """Kill from outside, at a random moment."""
        if self.point not in KILLS:
            return
        time.sleep(self._chance.uniform(0.0, 0.8))
        victims = {
            "daemon": [self.daemon_pid()],
            "worker": self.workers()[:1],
            "daemon and worker": [*self.workers(), self.daemon_pid()],
            "unsupervised worker": [self._extra.pid] if self._extra else [],
        }[self.point]
        self._killed_at = time.time() if victims else None
        for pid in victims:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _wait_until_done(self) -> float:
        """When everything had come to rest, or the moment when patience ran out."""
        until = time.time() + PATIENCE
        connection = connect(self.place.database, reader=True)
        while time.time() < until and not at_rest(ReadView(connection, time.time())):
            self.keep_up()
            time.sleep(LOOK_EVERY)
        connection.close()
        return time.time()

    def insist(self, ask):  # noqa: ANN001, ANN201  whatever the client's method gives
        """Ask until a daemon acknowledges it, starting one where there is none."""
        until = time.time() + PATIENCE
        while True:
            self.keep_up()
            try:
                return ask(self._client)
            except StateConflictError:
                return None  # it was recorded, and the daemon died before it could say so
            except ClientError:
                if time.time() > until:
                    raise
                time.sleep(LOOK_EVERY)

    def keep_up(self) -> None:
        """Start a daemon unless one runs; only the first is armed."""
        if self._daemon is not None and self._daemon.poll() is None:
            return
        arms = (
            {"SPECDECK_FAILPOINT": f"{self.point}:{self._chance.randint(1, PLACES[self.point])}"} if self._armed else {}
        )
        self._armed = False
        self._daemon = self._start("daemon.server", **arms, SPECDECK_FAILPOINT_ONCE=str(self._once))

    def start_extra(self, module: str, *words: str) -> None:
        """Start a process beside the daemon, which ends with the trial."""
        self._extra = self._start(module, *words)

    def _start(self, module: str, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{module}.stderr").open("ab") as stderr:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", module, *words],
                env={**self._environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
            )

    def stop(self) -> None:
        self._client.close()
        for process in (self._daemon, self._extra):
            if process is not None and process.poll() is None:
                process.terminate()
            if process is not None:
                process.wait()

    def daemon_pid(self) -> int:
        assert self._daemon is not None
        return self._daemon.pid

    def workers(self) -> list[int]:
        tasks = Path(f"/proc/{self.daemon_pid()}/task")
        with suppress(FileNotFoundError):
            return [int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()]
        return []


def at_rest(view: ReadView) -> bool:
    """Whether all that was to be done is done."""
    counts = {row["state"]: row["jobs"] for row in view.rows("SELECT state, count(*) AS jobs FROM jobs GROUP BY state")}
    return counts.keys() == {"done"} and counts["done"] >= DRILLS + 2 * FILES


def losses(view: ReadView) -> list[str]:
    """What should be there and is not."""
    subjects = {row["subject"] for row in view.rows("SELECT subject FROM jobs WHERE state = 'done'")}
    lost = [f"job about drill:{n}:pass" for n in range(DRILLS) if f"drill:{n}:pass" not in subjects]
    lost += [f"{row['kind']} about {row['subject']} is {row['state']}" for row in view.rows(_UNDONE)]
    known = {row["path"]: row["units"] for row in view.rows(_CONVERTED)}
    return lost + [f"conversions of {n}.sql" for n in range(FILES) if known.get(f"{n}.sql") != 2]


_UNDONE = "SELECT kind, subject, state FROM jobs WHERE state <> 'done'"
_CONVERTED = (
    "SELECT path, count(conversions.id) AS units FROM sources JOIN conversions ON conversions.source = sources.id"
    " WHERE scanned = text GROUP BY path"
)
_ONCE_A_SUBJECT = ("job.added", "job.done", "source.added", "source.scanned", "unit.converted", "project.added")


def doubles(view: ReadView) -> list[str]:
    """What is there more than once."""
    marks = ", ".join("?" * len(_ONCE_A_SUBJECT))
    events = view.rows(
        f"SELECT type, subject, count(*) AS times FROM journal WHERE type IN ({marks})"
        " GROUP BY type, subject HAVING times > 1",
        *_ONCE_A_SUBJECT,
    )
    jobs = view.rows("SELECT kind, subject, count(*) AS times FROM jobs GROUP BY kind, subject HAVING times > 1")
    paths = view.rows("SELECT path, count(*) AS times FROM sources GROUP BY path HAVING times > 1")
    return [str(dict(row)) for row in (*events, *jobs, *paths)]


def breaks(where: InstancePaths) -> list[str]:
    """What an audit finds, in the database and in every backup."""
    files = [where.database, *(where.data / "backups").glob("*.db")]
    return [
        f"{file.name}: {problem.sentence}"
        for file in files
        for problem in verify_file(file, None, replay.audit).problems
    ]


def run_trial(point: str, seed: int, lease: float, database: Path) -> tuple[str, float | None, list[list[str]]]:
    """One trial in a folder of its own; what is wrong is told with the folder, which is then kept."""
    folder = Path(tempfile.mkdtemp(prefix="sd-"))
    trial = Trial(point, seed, lease, folder)
    if point != "mid-migration":
        trial.place.data.parent.mkdir(parents=True, mode=0o700)
        trial.place.data.mkdir(mode=0o700)
        shutil.copy(database, trial.place.database)
    recovery = trial.run()
    connection = connect(trial.place.database, reader=True)
    view = ReadView(connection, time.time())
    wrong = [losses(view), doubles(view), breaks(trial.place)]
    connection.close()
    if any(wrong):
        print(f"{point} (seed {seed}, {folder}): {wrong}", flush=True)
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return point, recovery, wrong


def _environment(folder: Path, lease: float) -> Mapping[str, str]:
    named = {f"XDG_{name}": str(folder / name.lower()) for name in ("RUNTIME_DIR", "STATE_HOME", "DATA_HOME")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPECDECK_", "PYTHON"))}
    return {**kept, **named, "SPECDECK_LEASE_SECONDS": str(lease), "SPECDECK_DRILLS": "1"}


@contextmanager
def empty_database() -> Iterator[Path]:
    """A new database, to be copied: making one takes longer than a trial needs otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        store.open(file).close()
        yield file


def main() -> int:
    """Run the trials, and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--trials", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lease", type=float, default=30.0)
    parser.add_argument("--points", default=",".join((*PLACES, *KILLS)))
    parser.add_argument("--at-once", type=int, default=2, help="how many trials side by side")
    asked = parser.parse_args()
    points = asked.points.split(",")
    tally = Tally()
    with empty_database() as empty, ThreadPoolExecutor(asked.at_once) as pool:
        seeds = range(asked.seed, asked.seed + asked.trials)
        turns = (points[number % len(points)] for number in range(asked.trials))
        for point, recovery, wrong in pool.map(run_trial, turns, seeds, repeat(asked.lease), repeat(empty)):
            tally.trials += 1
            print(f"{tally.trials}: {point}: {'nothing died' if recovery is None else f'{recovery:.2f} s'}", flush=True)
            tally.points.add(point)
            tally.lost += len(wrong[0])
            tally.doubled += len(wrong[1])
            tally.chain_breaks += len(wrong[2])
            if recovery is not None:
                tally.fired += 1
                tally.recovery_max_s = max(tally.recovery_max_s, recovery)
    figures = {
        "trials": tally.trials,
        "failpoints": len(tally.points),
        "fired": tally.fired,
        "lost": tally.lost,
        "doubled": tally.doubled,
        "chain_breaks": tally.chain_breaks,
        "recovery_max_s": round(tally.recovery_max_s, 2),
    }
    print(json.dumps(figures))
    return int(bool(tally.lost or tally.doubled or tally.chain_breaks))


if __name__ == "__main__":
    sys.exit(main())
