"""`dial-stdio`: stdin and stdout joined to the daemon's socket, for ssh to carry.

Pinned, it first says for whom the connection speaks. It does so always and before anything that comes from the far
side, which therefore cannot speak for anybody else.
"""

import argparse
import os
import socket
import sys
import threading

from daemon.client.errors import ClientError
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.connection import instance_paths, preamble
from daemon.wire.connection.preamble import PinnedCaller
from daemon.wire.errors import WireError
from daemon.wire.role import Role

CHUNK_BYTES = 65536
UNREACHABLE = 3


def bridge(instance: str = "default", pin: PinnedCaller | None = None, *, autostart: bool = True) -> None:
    """Carry bytes both ways until either side ends."""
    with LocalDialer(instance_paths.paths_of_instance(instance), autostart).dial().socket as connection:
        if pin is not None:
            connection.sendall(preamble.preamble_line(pin))
        # The far side may fall silent for hours while events flow: each direction has a thread of its own.
        threading.Thread(target=_upward, args=(sys.stdin.fileno(), connection), daemon=True).start()
        _downward(connection, sys.stdout.fileno())


def _upward(source: int, connection: socket.socket) -> None:
    try:
        while piece := os.read(source, CHUNK_BYTES):
            connection.sendall(piece)
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the daemon hung up; the other direction ends by itself


def _downward(connection: socket.socket, target: int) -> None:
    try:
        while piece := connection.recv(CHUNK_BYTES):
            sent = 0
            while sent < len(piece):
                sent += os.write(target, piece[sent:])
    except OSError:
        return  # the far side hung up


def main() -> int:
    """The same as `specdeck daemon dial-stdio`, for where only this package is at hand."""
    parser = argparse.ArgumentParser(prog="python -P -m daemon.client.transport.stdio_bridge")
    parser.add_argument("--instance", default="default")
    parser.add_argument("--as", dest="name")
    parser.add_argument("--role", type=Role, choices=tuple(Role))
    asked = parser.parse_args()
    if (asked.name is None) != (asked.role is None):
        parser.error("--as and --role come together")
    try:
        bridge(asked.instance, PinnedCaller(asked.name, asked.role) if asked.role else None)
    except (ClientError, WireError) as error:
        print(f"error: {error.sentence}", f"hint: {error.hint}", sep="\n", file=sys.stderr)  # noqa: T201  a program
        return UNREACHABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
