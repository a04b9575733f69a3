"""Who speaks on a connection: told by the kernel, or by a pin that the bridge wrote before anything else."""

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
    """`account` is `os:1000` for an OS user and `key:alice` for a pinned SSH key."""

    account: str
    name: str
    role: Role

    def you(self) -> CallerInfo:
        """The speaker as the wire shows it."""
        return CallerInfo(self.account, self.name, self.role)


def peer_uid(connection: socket.socket) -> int:
    """The OS user at the other end, which only the kernel can say."""
    raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return _CREDENTIALS.unpack(raw)[1]


def caller_from_uid(uid: int) -> Caller:
    """The OS user who runs the daemon owns what it holds."""
    return Caller(f"os:{uid}", file_owners.get_user_name(uid), Role.OWNER)


def caller_from_pin(pin: PinnedCaller) -> Caller:
    """Whoever holds the SSH key that is pinned to this name and role."""
    return Caller(f"key:{pin.name}", pin.name, pin.role)


def is_own_user(uid: int) -> bool:
    """Only our own user; the socket's mode says so too, but not to root."""
    return uid == os.getuid()
