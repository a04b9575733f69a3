"""Who speaks on a connection: told by the kernel, or by a pin that the bridge wrote before anything else."""

import os
import socket
import struct
from dataclasses import dataclass

from daemon.wire.hello import You
from daemon.wire.preamble import Pin
from daemon.wire.role import Role
from store import authors

_CREDENTIALS = struct.Struct("3i")  # pid, uid, gid: see SO_PEERCRED in unix(7)


@dataclass(frozen=True, slots=True)
class Speaker:
    """`account` is `os:1000` for an OS user and `key:alice` for a pinned SSH key."""

    account: str
    name: str
    role: Role

    def you(self) -> You:
        """The speaker as the wire shows it."""
        return You(self.account, self.name, self.role)


def peer_uid(connection: socket.socket) -> int:
    """The OS user at the other end, which only the kernel can say."""
    raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return _CREDENTIALS.unpack(raw)[1]


def local_user(uid: int) -> Speaker:
    """The OS user who runs the daemon owns what it holds."""
    return Speaker(f"os:{uid}", authors.name_of(uid), Role.OWNER)


def pinned(pin: Pin) -> Speaker:
    """Whoever holds the SSH key that is pinned to this name and role."""
    return Speaker(f"key:{pin.name}", pin.name, pin.role)


def may_connect(uid: int) -> bool:
    """Only our own user; the socket's mode says so too, but not to root."""
    return uid == os.getuid()
