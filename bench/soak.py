"""Disturb a daemon for minutes: `python bench/soak.py [--minutes N] [--seed S] [--answers]`.

Files are saved in three projects while workers are killed and stopped past their lease, connections are severed, and
the daemon itself is killed now and then. One file of a hundred is poisoned, and the third project has nothing else.
With --answers nothing is killed: a second worker loses a fifth of the answers to its claims and reports, and gets a
twentieth after its lease. The last line is one JSON object: saved, disturbances, p95_s, quarantined, lost, doubled,
problems, late, counted.

p95_s        from a save to its unit in the inbox, in the two projects without other poison, while the daemon runs
restarts     files that were on their way, or saved, while no daemon ran; restart_s is the longest time of one
quarantined  jobs of ordinary files that were set aside
lost         ordinary files without their unit at the end
doubled      units that are there twice
problems     what `audit replay` finds at the end
late         jobs that were taken back because their worker was silent for longer than its lease
counted      losses that count against jobs; with --answers there must be none
"""

import argparse
import json
import math
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.crash import Trial
from daemon.client import Client, ClientError
from daemon.client.transport.http_session import HttpSession
from daemon.client.transport.local_socket import LocalDialer
from store.audit import replay
from store.audit.verify import verify_file
from store.core.database import connect
from store.core.transaction import ReadView

PROJECTS = ("billing", "sales", "poisoned")
POISONS = (
    b"\xef\xbb\xbfSELECT 1;\n\xef\xbb\xbfCREATE OR REPLACE FUNCTION o()RETURNS v",
    b"/*" * 200_000,
    b"SELECT '\0';",
    b"SELECT " + b"(" * 20_000,
    b"CREATE FUNCTION f( RETURNS",
)
SAVE_EVERY = 0.5
DISTURB_EVERY = 20.0  # a machine that is loaded takes this long to start a worker again
LEASE = 2.0
STOP_SECONDS = 3.0  # past the lease
PATIENCE = 120.0


@dataclass(slots=True)
class Soak:
    """A daemon, its projects, and what happened to their files."""

    trial: Trial
    folder: Path
    chance: random.Random
    waiting: dict[tuple[str, str], float] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    seconds_of_restarts: list[float] = field(default_factory=list)
    in_restart: set[tuple[str, str]] = field(default_factory=set)
    is_daemon_down: bool = False
    stopped: list[tuple[float, int]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    ordinary: list[tuple[str, str]] = field(default_factory=list)

    def begin(self) -> None:
        """Add the projects."""
        for project in PROJECTS:
            (self.folder / project).mkdir()
            self.trial.insist(lambda client, name=project: client.projects.add(name, [str(self.folder / name)]))

    def save(self, number: int) -> None:
        """Save one file: ordinary in two projects, and poison in the third, or one time of a hundred."""
        project = PROJECTS[number % len(PROJECTS)]
        path = self.folder / project / f"f{number}.sql"
        if project == "poisoned" or self.chance.random() < 0.01:
            path.write_bytes(self.chance.choice(POISONS))
            return
        name = f"f{number}()"
        path.write_text(f"CREATE FUNCTION f{number}() RETURNS integer LANGUAGE sql AS 'SELECT {number}';\n")
        self.waiting[project, name] = time.monotonic()
        if self.is_daemon_down:
            self.in_restart.add((project, name))
        self.ordinary.append((project, name))
        self.counts["saved"] += 1

    def look(self) -> None:
        """Note which units have reached the inbox."""
        with suppress(ClientError), Client(HttpSession(LocalDialer(self.trial.place, autostart=False), 10.0)) as client:
            for project, name in list(self.waiting):
                found = list(client.inbox.list(project, f"name = {json.dumps(name)}"))
                self.is_daemon_down = False
                if found:
                    self._arrived((project, name))

    def _arrived(self, unit: tuple[str, str]) -> None:
        seconds = time.monotonic() - self.waiting.pop(unit)
        if unit in self.in_restart:
            self.seconds_of_restarts.append(seconds)
        else:
            self.seconds.append(seconds)

    def disturb(self) -> None:
        """Do one bad thing."""
        self.counts["disturbances"] += 1
        workers = self.trial.workers()
        kind = self.chance.choice(("kill worker", "stop worker", "sever", "kill worker", "kill daemon"))
        if kind == "kill daemon":
            self.is_daemon_down = True
            self.in_restart.update(self.waiting)
            os.kill(self.trial.daemon_pid(), signal.SIGKILL)
        elif kind == "sever":
            self._sever()
        elif workers:
            self._strike(self.chance.choice(workers), kind)

    def _strike(self, worker: int, kind: str) -> None:
        """Kill a worker, or stop it for a while."""
        with suppress(ProcessLookupError):
            if kind == "kill worker":
                os.kill(worker, signal.SIGKILL)
                return
            os.kill(worker, signal.SIGSTOP)
            self.stopped.append((time.monotonic() + STOP_SECONDS, worker))

    def resume_stopped(self) -> None:
        """Let the workers go on whose time is over."""
        now = time.monotonic()
        for until, worker in self.stopped:
            with suppress(ProcessLookupError):
                if until <= now:
                    os.kill(worker, signal.SIGCONT)
        self.stopped = [each for each in self.stopped if each[0] > now]

    def _sever(self) -> None:
        """Begin a request and hang up."""
        with suppress(OSError, ClientError):
            line = LocalDialer(self.trial.place, autostart=False).dial()
            line.socket.sendall(b"GET /v1/inbox HTTP/1.1\r\nHost:")
            line.socket.close()


def run(soak: Soak, minutes: float, disturb_every: float) -> None:
    """Save and disturb until the time is up, then wait for what is still on its way."""
    until, number, next_blow = time.monotonic() + 60 * minutes, 0, time.monotonic() + disturb_every
    while time.monotonic() < until:
        soak.save(number)
        number += 1
        soak.trial.keep_up()
        soak.resume_stopped()
        soak.look()
        if time.monotonic() >= next_blow:
            soak.disturb()
            next_blow = time.monotonic() + disturb_every
        time.sleep(SAVE_EVERY)
    deadline = time.monotonic() + PATIENCE
    while (soak.waiting or soak.stopped) and time.monotonic() < deadline:
        soak.trial.keep_up()
        soak.resume_stopped()
        soak.look()
        time.sleep(SAVE_EVERY)


def figures(soak: Soak) -> dict[str, object]:
    """Return what came of it, from the database itself."""
    connection = connect(soak.trial.place.database, reader=True)
    view = ReadView(connection, time.time())
    found = Counter((row["project"], row["name"]) for row in view.rows(_UNITS))
    quarantined = view.rows(_QUARANTINED)
    seconds = sorted(soak.seconds) or [0.0]
    counts = {
        "saved": soak.counts["saved"],
        "disturbances": soak.counts["disturbances"],
        "p50_s": round(statistics.median(seconds), 2),
        "p95_s": round(seconds[int(0.95 * (len(seconds) - 1))], 2),
        "restarts": len(soak.seconds_of_restarts),
        "restart_s": round(max(soak.seconds_of_restarts, default=0.0), 2),
        "quarantined": len([row for row in quarantined if row["project"] != "poisoned"]),
        "lost": sum(found[each] == 0 for each in soak.ordinary),
        "doubled": sum(found[each] > 1 for each in soak.ordinary),
        "late": view.value("SELECT count(*) FROM journal WHERE type = 'job.late'"),
        "counted": view.value("SELECT count(*) FROM journal WHERE type = 'job.lost'"),
        "problems": len(verify_file(soak.trial.place.database, None, replay.audit).problems),
    }
    connection.close()
    return counts


_UNITS = (
    "SELECT projects.name AS project, conversions.name AS name FROM conversions"
    " JOIN projects ON projects.id = conversions.project WHERE NOT gone"
)
_QUARANTINED = (
    "SELECT projects.name AS project, jobs.subject AS subject FROM jobs JOIN projects ON projects.id = jobs.project"
    " WHERE jobs.state = 'quarantined'"
)


@contextmanager
def begun(seed: int) -> Iterator[Soak]:
    """A soak in a folder of its own; its processes end with it."""
    with tempfile.TemporaryDirectory(prefix="sd-", ignore_cleanup_errors=True) as name:
        trial = Trial("none", seed, LEASE, Path(name))
        try:
            yield Soak(trial, Path(name), random.Random(seed))
        finally:
            trial.stop()


def main() -> int:
    """Soak, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--answers", action="store_true", help="lose and delay answers to a worker, and nothing else")
    asked = parser.parse_args()
    zeros = ("quarantined", "lost", "doubled", "problems")
    disturb_every = DISTURB_EVERY
    with begun(asked.seed) as soak:
        soak.begin()
        if asked.answers:
            soak.trial.start_extra("bench.load.unreliable_worker", "far-1")
            zeros, disturb_every = (*zeros, "counted"), math.inf
        run(soak, asked.minutes, disturb_every)
        found = figures(soak)
    print(json.dumps(found))
    return int(any(found[name] for name in zeros))


if __name__ == "__main__":
    sys.exit(main())
