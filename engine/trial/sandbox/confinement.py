"""Confine the processes of the server: user, namespaces, resource limits, and death with their keeper.

Only the standard library: the keeper imports this before it does anything else.
"""

import contextlib
import ctypes
import os
import pwd
import resource
import secrets
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

NEW_USER, NEW_NETWORK, NEW_PROCESSES, NEW_IPC = 0x10000000, 0x40000000, 0x20000000, 0x08000000
SET_DEATH_SIGNAL, SET_NO_NEW_PRIVILEGES, GET_NO_NEW_PRIVILEGES = 1, 38, 39
FIRST_UNUSED_UID, LAST_UNUSED_UID = 1_100_000_000, 1_900_000_000  # above any range of subordinate users in use
MEGABYTE = 1 << 20

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Confinement:
    """What this machine allows: a throw-away user, and which namespaces of their own the processes have."""

    uid: int
    gid: int
    throw_away_user: bool
    namespaces: tuple[str, ...] = ()

    @property
    def has_own_processes(self) -> bool:
        return "processes" in self.namespaces


def choose_user() -> Confinement:
    """Return a user that nobody else has where we are root, else our own."""
    if os.geteuid() != 0:
        return Confinement(os.geteuid(), os.getegid(), throw_away_user=False)
    span = LAST_UNUSED_UID - FIRST_UNUSED_UID
    while True:
        uid = FIRST_UNUSED_UID + secrets.randbelow(span)
        if not _is_known(uid):
            return Confinement(uid, uid, throw_away_user=True)


def _is_known(uid: int) -> bool:
    with contextlib.suppress(KeyError):
        pwd.getpwuid(uid)
        return True
    return False


def enter_namespaces() -> tuple[str, ...]:
    """Give the processes started from now on namespaces of their own; return those that the machine allows.

    The first process started afterwards is the first of its process namespace: when it dies, the kernel kills the
    others. A machine that allows none leaves everything as it is.
    """
    wanted = {"network": NEW_NETWORK, "ipc": NEW_IPC, "processes": NEW_PROCESSES}
    if os.geteuid() == 0:
        return tuple(name for name, flag in wanted.items() if _unshare(flag))
    uid, gid = os.geteuid(), os.getegid()
    if not _unshare(NEW_USER | NEW_NETWORK | NEW_IPC | NEW_PROCESSES):
        return ()
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    return tuple(wanted)


def _unshare(flags: int) -> bool:
    return _libc.unshare(flags) == 0


def confine(chosen: Confinement, limits: dict[str, int], death_signal: signal.Signals) -> Callable[[], None]:
    """Return what a new process does before it becomes the server."""

    def apply() -> None:
        if chosen.throw_away_user:
            os.setgroups([])
            os.setresgid(chosen.gid, chosen.gid, chosen.gid)
            os.setresuid(chosen.uid, chosen.uid, chosen.uid)
            resource.setrlimit(resource.RLIMIT_NPROC, (limits["processes"], limits["processes"]))
        for kind, value in _resources(limits):
            resource.setrlimit(kind, (value, value))
        os.umask(0o077)
        # After the change of user, which would clear the signal.
        if _libc.prctl(SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or _libc.prctl(SET_DEATH_SIGNAL, int(death_signal), 0, 0, 0):
            os._exit(126)

    return apply


def _resources(limits: dict[str, int]) -> list[tuple[int, int]]:
    return [
        (resource.RLIMIT_AS, limits["memory_mb"] * MEGABYTE),
        (resource.RLIMIT_FSIZE, limits["file_mb"] * MEGABYTE),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ]
