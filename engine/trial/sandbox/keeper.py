"""The process that owns a scratch server: it starts it, watches it, and removes it when its owner is gone.

It reads one JSON object a line from standard input and writes replies to standard output. The first line holds the
programs and the limits. The end of the input is the end of the sandbox, however the owner ended: the system closes the
pipe of a process that is killed. Only the standard library is imported, so that this starts in a few milliseconds.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.trial.sandbox.confinement import Confinement, choose_user, confine, enter_namespaces
from engine.trial.sandbox.scratch_folder import create_folder, folder_size, processes_in, remove_folder
from engine.trial.sandbox.scratch_folder import sweep_stale_folders as sweep
from engine.trial.sandbox.server_settings import INITDB, write_settings

SECONDS_TO_START, SECONDS_TO_STOP, SECONDS_BETWEEN_LOOKS = 60.0, 2.0, 0.25
SIGNALS = {"cancel": signal.SIGINT, "terminate": signal.SIGTERM, "kill": signal.SIGKILL}


class ServerStartError(Exception):
    """The server cannot be started; the text is what its programs printed."""


@dataclass
class Keeper:
    """One server and its folder."""

    programs: Path
    limits: dict[str, Any]
    folder: Path
    confinement: Confinement
    server: subprocess.Popen[bytes] | None = None
    ends_at: float = field(default_factory=time.monotonic)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def sockets(self) -> Path:
        return self.folder / "socket"

    def start(self) -> None:
        """Create the cluster and start its server."""
        self.ends_at = time.monotonic() + self.limits["lifetime_seconds"]
        self._create_cluster()
        namespaces = enter_namespaces()
        self.confinement = Confinement(
            self.confinement.uid, self.confinement.gid, self.confinement.throw_away_user, namespaces
        )
        self._start_server()

    def _create_cluster(self) -> None:
        """Run initdb, which refuses a user without an entry in the password file, and give the files to ours."""
        chosen = self.confinement
        for each in (self.data, self.sockets):
            each.mkdir(mode=0o700)
        known = chosen
        if chosen.throw_away_user:
            self.folder.chmod(0o711)
            known = Confinement(65534, 65534, throw_away_user=True)
            os.chown(self.data, known.uid, known.gid)
        limits = {**self.limits, "processes": 4096}
        run = subprocess.run(
            [self.programs / "initdb", *INITDB, "-D", self.data],
            cwd=self.folder, env=_environment(), capture_output=True, check=False, timeout=SECONDS_TO_START,
            preexec_fn=confine(known, limits, signal.SIGKILL),
        )  # fmt: skip
        if run.returncode:
            raise ServerStartError(run.stderr.decode(errors="replace").strip() or "initdb failed")
        write_settings(self.data, self.sockets, self.limits)
        if chosen.throw_away_user:
            _give(self.folder, chosen)

    def _start_server(self) -> None:
        death_signal = signal.SIGKILL if self.confinement.has_own_processes else signal.SIGQUIT
        with (self.folder / "log").open("wb") as log:
            self.server = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data],
                cwd=self.folder, env=_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
                preexec_fn=confine(self.confinement, self.limits, death_signal),  # noqa: PLW1509
            )  # fmt: skip
        self._await_server(self.server)

    def _await_server(self, server: subprocess.Popen[bytes]) -> None:
        """Wait until the server writes that it is ready into its lock file."""
        lock, ends_at = self.data / "postmaster.pid", time.monotonic() + SECONDS_TO_START
        while not (lock.exists() and b"ready" in lock.read_bytes()):
            if server.poll() is not None or time.monotonic() > ends_at:
                raise ServerStartError(
                    (self.folder / "log").read_text(errors="replace").strip() or "it does not answer"
                )
            time.sleep(0.01)

    def watch(self) -> str:
        """Obey the owner until it is gone; return why the server ends."""
        look_at, pending = 0.0, b""
        while True:
            readable, _, _ = select.select([0], [], [], SECONDS_BETWEEN_LOOKS)
            if readable:
                received = os.read(0, 65536)
                if not received:
                    return "the owner is gone"
                *lines, pending = (pending + received).split(b"\n")
                for line in lines:
                    self.obey(json.loads(line))
            now = time.monotonic()
            if now < look_at:
                continue
            reason = self.reason_to_end(now)
            if reason:
                return reason
            # Looking may take a twentieth of the time: many databases have many files.
            look_at = now + max(SECONDS_BETWEEN_LOOKS, 20 * (time.monotonic() - now))

    def obey(self, order: dict[str, Any]) -> None:
        """Send a signal to the process that the server knows under a number."""
        for process in processes_in(self.data):
            if _inner_number(process) == order["backend"]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, SIGNALS[order["order"]])

    def reason_to_end(self, now: float) -> str:
        """Return which limit of the whole sandbox is exceeded, if any."""
        if self.server is None or self.server.poll() is not None:
            return "the server ended"
        if now > self.ends_at:
            return f"it ran for {self.limits['lifetime_seconds']:g} s"
        if folder_size(self.data) > self.limits["data_mb"] << 20:
            return f"its data exceeded {self.limits['data_mb']} MB"
        return ""

    def remove(self) -> None:
        """Stop the server at once and delete everything."""
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGQUIT)  # it removes its shared memory
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.server.wait(SECONDS_TO_STOP)
            self.server.kill()
        remove_folder(self.folder)


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _give(folder: Path, to: Confinement) -> None:
    """Make the throw-away user the owner of everything below the folder, which stays ours."""
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(Path(root, name), to.uid, to.gid, follow_symlinks=False)


def _inner_number(process: int) -> int:
    """Return the number of a process in its own namespace."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("NSpid:")).split()[-1])
    return process


def reply(**values: object) -> None:
    """Write one line to the owner, who may be gone."""
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(json.dumps(values) + "\n")
        sys.stdout.flush()


def main() -> None:
    """Keep one server."""
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, _end)
    line = sys.stdin.buffer.raw.readline()  # type: ignore[attr-defined]
    if not line:
        return
    order = json.loads(line)
    sweep()
    folder, _lock = create_folder(2 * order["limits"]["data_mb"])
    keeper = Keeper(Path(order["programs"]), order["limits"], folder, choose_user())
    try:
        keeper.start()
        chosen = keeper.confinement
        reply(
            sockets=str(keeper.sockets), throw_away_user=chosen.throw_away_user, namespaces=chosen.namespaces,
            uid=chosen.uid,
        )  # fmt: skip
        reply(ended=keeper.watch())
    except (ServerStartError, OSError, subprocess.TimeoutExpired) as error:
        reply(error=str(error))
    finally:
        keeper.remove()


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
