"""The daemon's own socket: 0600 in a 0700 folder, bound by us and removed by us."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from daemon.server.errors import SocketError

BACKLOG = 128


@contextmanager
def listening_socket(path: Path) -> Iterator[socket.socket]:
    """Listen on a unix socket while the block runs. Only who holds the instance's lock may call this."""
    _remove_stale(path)
    listener = _bind(path)
    mine = path.lstat().st_ino
    try:
        yield listener
    finally:
        listener.close()
        with suppress(FileNotFoundError):
            # If somebody removed our file, the path may be another's by now.
            if path.lstat().st_ino == mine:
                path.unlink()


def _remove_stale(path: Path) -> None:
    """A killed daemon leaves its file behind; but a file that answers belongs to somebody alive."""
    # Connecting to an ordinary file is refused just as connecting to a dead socket is.
    if path.exists() and not path.is_socket():
        raise SocketError(f"{path} is in the way and is no socket.", "Move it away, then start again.")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(os.fspath(path))
        except FileNotFoundError:
            return
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
            return
        except OSError as error:
            raise SocketError(f"{path} is in the way: {error.strerror}.", "Move it away, then start again.") from error
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
