"""Stop the process of the daemon, and wait until it has ended."""

import fcntl
import os
import select
import signal

from daemon.client.client import Client
from daemon.client.errors import UnreachableError
from daemon.client.transport.http_session import HttpSession
from daemon.client.transport.local_socket import LocalDialer, read_lock_holder
from daemon.wire.connection.hello import Hello
from daemon.wire.connection.instance_paths import InstancePaths

STOP_SECONDS = 10.0


def replace_daemon(client: Client, greeting: Hello, where: InstancePaths) -> Hello:
    """Stop an idle daemon of an older version, and start this version."""
    stop_process(client, greeting.pid, "upgrade", STOP_SECONDS)
    client.close()
    with Client(HttpSession(LocalDialer(where))) as fresh:
        return fresh.hello()


def stop_process(client: Client, pid: int, reason: str, timeout: float) -> None:
    """Ask the daemon to stop, then wait for its process: only then is its lock free."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        client.stop(reason)
        if _has_ended(process, timeout):
            return
        signal.pidfd_send_signal(process, signal.SIGTERM)
        if not _has_ended(process, timeout):
            hint = f"You can kill it without losing data: kill -9 {pid}"
            raise UnreachableError(f"The daemon (process {pid}) does not stop.", hint)
    finally:
        os.close(process)


def end_hung_daemon(where: InstancePaths, timeout: float) -> int | None:
    """End a daemon that holds the lock and does not answer; return its process, or None if nobody holds the lock."""
    holder = read_lock_holder(where)
    if holder is None or not _is_locked(where):
        return None
    try:
        process = os.pidfd_open(holder.pid)
    except ProcessLookupError:
        return None
    try:
        for number in (signal.SIGTERM, signal.SIGCONT):  # one that was stopped by a signal ends in the ordinary way
            signal.pidfd_send_signal(process, number)
        if not _has_ended(process, timeout):
            signal.pidfd_send_signal(process, signal.SIGKILL)
            _has_ended(process, timeout)
    finally:
        os.close(process)
    return holder.pid


def _is_locked(where: InstancePaths) -> bool:
    """Whether a process holds the lock: the file of a killed daemon still names it."""
    with where.lock.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _has_ended(process: int, timeout: float) -> bool:
    return bool(select.select([process], [], [], timeout)[0])
