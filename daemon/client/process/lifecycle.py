"""Start, drain, stop and restart the daemon on this machine."""

import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from daemon.client.client import Client
from daemon.client.errors import UnreachableError
from daemon.client.open_client import connect
from daemon.client.process.stop_daemon import STOP_SECONDS, end_hung_daemon, stop_process
from daemon.client.transport.http_session import HttpSession
from daemon.client.transport.local_socket import LocalDialer, read_lock_holder
from daemon.wire.connection import instance_paths as places
from daemon.wire.connection.hello import Hello
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.status import Status

DRAIN_SECONDS = 60.0
POLL_SECONDS = 0.1
ENDED = ("Z", "X")  # states of a process in proc(5)


@dataclass(frozen=True, slots=True)
class StartResult:
    """The handshake of a daemon; `fresh` is true if it was started now."""

    hello: Hello
    fresh: bool


def status(instance: str = "default") -> Status | None:
    """Return the status of the daemon, or None if it is not running; do not start it."""
    try:
        with _attached(places.paths_of_instance(instance)) as client:
            return client.status()
    except UnreachableError:
        return None


def start(instance: str = "default") -> StartResult:
    """Start the daemon unless it is running."""
    fresh = status(instance) is None
    with connect(instance=instance) as client:
        return StartResult(client.hello(), fresh)


class Stopped(StrEnum):
    """How a daemon was stopped."""

    NOT_RUNNING = "not running"
    STOPPED = "stopped"
    ENDED = "ended"  # it did not answer, so its process was ended; nothing that was acknowledged is lost


def stop(instance: str = "default", timeout: float = STOP_SECONDS) -> Stopped:
    """Stop the daemon and wait until its process has ended; one that does not answer is ended by a signal."""
    where = places.paths_of_instance(instance)
    try:
        with Client(HttpSession(LocalDialer(where, autostart=False), timeout)) as client:
            stop_process(client, client.hello().pid, "stop", timeout)
    except UnreachableError:
        return Stopped.NOT_RUNNING if end_hung_daemon(where, timeout) is None else Stopped.ENDED
    return Stopped.STOPPED


def drain(instance: str = "default", timeout: float = DRAIN_SECONDS) -> Status:
    """Refuse new work and wait until running work has finished, or the time is up."""
    with _attached(places.paths_of_instance(instance)) as client:
        return _drain(client, timeout)


def restart(instance: str = "default", timeout: float = DRAIN_SECONDS) -> Hello:
    """Drain, stop and start the daemon, perhaps as another version. Unfinished work is repeated."""
    where = places.paths_of_instance(instance)
    try:
        with _attached(where) as client:
            _drain(client, timeout)
            stop_process(client, client.hello().pid, "restart", STOP_SECONDS)
    except UnreachableError:
        pass  # it was not running
    return start(instance).hello


def was_killed(instance: str = "default") -> bool:
    """Whether the daemon ended without stopping: a daemon that stops leaves its lock file empty."""
    holder = read_lock_holder(places.paths_of_instance(instance))
    return holder is not None and not _is_alive(holder.pid)


def _is_alive(process: int) -> bool:
    """Whether a process runs. One that nobody waited for yet has ended, but still has its number."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in ENDED


def log_path(instance: str = "default") -> Path:
    """Return the log file of the daemon; rotated files are beside it."""
    return places.paths_of_instance(instance).log


def _attached(where: InstancePaths) -> Client:
    return Client(HttpSession(LocalDialer(where, autostart=False)))


def _drain(client: Client, timeout: float) -> Status:
    deadline = time.monotonic() + timeout
    now = client.drain()
    while now.busy and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
        now = client.status()
    return now
