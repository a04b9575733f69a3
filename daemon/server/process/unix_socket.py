"""The daemon's socket: mode 0600 in a folder with mode 0700, removed on exit."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from daemon.server.errors import SocketError

BACKLOG = 128


@contextmanager
def listening_socket(path: Path) -> Iterator[socket.socket]:
    """Listen on a unix socket while the block runs. The caller must hold the lock of the instance."""
    _remove_stale(path)
    listener = _bind(path)
    mine = path.lstat().st_ino
    try:
        yield listener
    finally:
        listener.close()
        with suppress(FileNotFoundError):
            # If our file was removed, the path may belong to another process now.
            if path.lstat().st_ino == mine:
                path.unlink()


def _remove_stale(path: Path) -> None:
    """Remove the file that a killed daemon left; a socket that answers belongs to a running process."""
    # A connection to an ordinary file is refused like one to a dead socket.
    if path.exists() and not path.is_socket():
        raise SocketError(f"{path} exists and is not a socket.", "Move it away, then start again.")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(os.fspath(path))
        except FileNotFoundError:
            return
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
            return
        except OSError as error:
            raise SocketError(f"{path} cannot be used: {error.strerror}.", "Move it away, then start again.") from error
    hint = "Set SPECDECK_SOCK to another path for this instance."
    raise SocketError(f"Another program listens on {path}.", hint)


def _bind(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        listener.bind(os.fspath(path))
    except OSError as error:
        listener.close()
        raise SocketError(f"{path} cannot be bound: {error.strerror}.", "Check its folder.") from error
    finally:
        os.umask(before)
    listener.listen(BACKLOG)
    listener.setblocking(False)  # noqa: FBT003  the socket module's own signature
    return listener
