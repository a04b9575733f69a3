"""The caller on a connection: identified by the kernel, or by a pin that the bridge wrote first."""

import os
import socket
import struct
from dataclasses import dataclass

from daemon.wire.connection.hello import CallerInfo
from daemon.wire.connection.preamble import PinnedCaller
from daemon.wire.role import Role
from store.files import file_owners

_CREDENTIALS = struct.Struct("3i")  # pid, uid, gid: see SO_PEERCRED in unix(7)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends requests. `account` is `os:1000` for an OS user and `key:alice` for a pinned SSH key."""

    account: str
    name: str
    role: Role

    def info(self) -> CallerInfo:
        """Return the caller as the wire shows it."""
        return CallerInfo(self.account, self.name, self.role)


def peer_uid(connection: socket.socket) -> int:
    """Return the OS user at the other end, as the kernel reports it."""
    raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return _CREDENTIALS.unpack(raw)[1]


def caller_from_uid(uid: int) -> Caller:
    """Return the OS user who runs the daemon, as its owner."""
    return Caller(f"os:{uid}", file_owners.get_user_name(uid), Role.OWNER)


def caller_from_pin(pin: PinnedCaller) -> Caller:
    """Return the holder of the SSH key that is pinned to this name and role."""
    return Caller(f"key:{pin.name}", pin.name, pin.role)


def is_own_user(uid: int) -> bool:
    """Whether this is the user who runs the daemon; the socket's mode does not keep root out."""
    return uid == os.getuid()
