"""`dial-stdio`: connects stdin and stdout to the daemon's socket, for ssh.

With a pin, it first sends the identity of the caller, before anything from the remote side, which therefore cannot
claim another identity.
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
    """Copy bytes both ways until either side ends."""
    with LocalDialer(instance_paths.paths_of_instance(instance), autostart).dial().socket as connection:
        if pin is not None:
            connection.sendall(preamble.preamble_line(pin))
        # The remote side may be silent for hours while events flow, so each direction has its own thread.
        threading.Thread(target=_copy_to_daemon, args=(sys.stdin.fileno(), connection), daemon=True).start()
        _copy_from_daemon(connection, sys.stdout.fileno())


def _copy_to_daemon(source: int, connection: socket.socket) -> None:
    try:
        while chunk := os.read(source, CHUNK_BYTES):
            connection.sendall(chunk)
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the daemon closed the connection; the other direction ends too


def _copy_from_daemon(connection: socket.socket, target: int) -> None:
    try:
        while chunk := connection.recv(CHUNK_BYTES):
            sent = 0
            while sent < len(chunk):
                sent += os.write(target, chunk[sent:])
    except OSError:
        return  # the remote side closed the connection


def main() -> int:
    """Run `dial-stdio`, where only this package is installed."""
    parser = argparse.ArgumentParser(prog="python -P -m daemon.client.transport.stdio_bridge")
    parser.add_argument("--instance", default="default")
    parser.add_argument("--as", dest="name")
    parser.add_argument("--role", type=Role, choices=tuple(Role))
    arguments = parser.parse_args()
    if (arguments.name is None) != (arguments.role is None):
        parser.error("--as and --role come together")
    try:
        bridge(arguments.instance, PinnedCaller(arguments.name, arguments.role) if arguments.role else None)
    except (ClientError, WireError) as error:
        print(f"error: {error.sentence}", f"hint: {error.hint}", sep="\n", file=sys.stderr)  # noqa: T201  a program
        return UNREACHABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
