"""A real daemon for tests: a process of its own, in folders of its own."""

import contextlib
import json
import os
import select
import shutil
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from daemon.client import Client, connect
from daemon.client.process import lifecycle
from daemon.client.transport.channel import Channel
from daemon.client.transport.http_session import HttpSession
from daemon.client.transport.local_socket import LocalDialer, read_lock_holder
from daemon.server.process.private_folders import make_private_folder
from daemon.wire.connection import instance_paths, preamble
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.connection.preamble import PinnedCaller
from daemon.wire.role import Role
from tests.plugins.new_database import place_new_database


@dataclass(frozen=True)
class PinnedDialer:
    """Dials as the bridge behind a pinned SSH key does."""

    local: LocalDialer
    pin: PinnedCaller
    where: str = "the daemon"
    options: str = ""

    def dial(self) -> Channel:
        line = self.local.dial()
        line.socket.sendall(preamble.preamble_line(self.pin))
        return line

    def without_autostart(self) -> "PinnedDialer":
        return PinnedDialer(self.local.without_autostart(), self.pin)


@dataclass(frozen=True)
class Daemon:
    """The daemon of one instance; it may be killed and started as a test pleases."""

    place: InstancePaths

    @property
    def pid(self) -> int:
        found = read_lock_holder(self.place)
        assert found is not None, "no daemon holds the lock"
        return found.pid

    def client(self) -> Client:
        return connect(instance=self.place.instance)

    def client_as(self, role: Role, name: str = "somebody") -> Client:
        return Client(HttpSession(PinnedDialer(LocalDialer(self.place), PinnedCaller(name, role))))

    def start(self) -> int:
        return lifecycle.start(self.place.instance).hello.pid

    def kill(self) -> None:
        """As a crash would, without a chance to tidy up."""
        end(self.pid, signal.SIGKILL)

    def log(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.place.log.read_text(encoding="utf-8").splitlines()]


@contextlib.contextmanager
def own_home(at: Path | None = None) -> Iterator[Path]:
    """XDG folders that only this test has, at a short path since a socket's path is; its daemons end with it."""
    folder = at or Path(tempfile.mkdtemp(prefix="sd-"))
    with pytest.MonkeyPatch.context() as patch:
        for variable in [name for name in os.environ if name.startswith("SPECDECK_")]:
            patch.delenv(variable)
        patch.setenv("SPECDECK_DRILLS", "1")
        patch.setenv("SPECDECK_ASSESS_SECONDS", "86400")  # only when a test asks for it
        patch.setenv("SPECDECK_DECK_WELCOME", "false")
        homes = {"RUNTIME_DIR": "run", "STATE_HOME": "state", "DATA_HOME": "data", "CACHE_HOME": "cache"}
        for variable, name in homes.items():
            patch.setenv(f"XDG_{variable}", str(folder / name))
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        try:
            yield folder
        finally:
            for lock in (folder / "data" / "specdeck").glob("*.lock"):
                left = read_lock_holder(instance_paths.paths_of_instance(lock.stem))
                if left is not None:
                    end(left.pid, signal.SIGTERM)
            shutil.rmtree(folder, ignore_errors=True)


def end(pid: int, number: signal.Signals) -> None:
    """Send a signal and wait until the process is gone."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        signal.pidfd_send_signal(process, number)
        assert select.select([process], [], [], 10)[0], f"process {pid} is still there"
    except ProcessLookupError:
        return
    finally:
        os.close(process)


@pytest.fixture
def home() -> Iterator[Path]:
    """Folders for a daemon, and none running."""
    with own_home() as folder:
        yield folder


@pytest.fixture
def daemon(home: Path) -> Daemon:
    """A daemon of this test alone."""
    return _started()


@pytest.fixture(scope="module")
def shared_daemon() -> Iterator[Daemon]:
    """A daemon that the tests of a module share, where none of them minds the others."""
    with own_home():
        yield _started()


def _started() -> Daemon:
    """A daemon on a database that need not be migrated: other tests look at a first start."""
    running = Daemon(instance_paths.paths_of_instance())
    for folder in (running.place.lock.parent, running.place.data):
        make_private_folder(folder)
    place_new_database(running.place.database)
    running.start()
    return running
