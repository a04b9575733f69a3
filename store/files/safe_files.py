"""Files below a folder, reached step by step through descriptors, so that no symbolic link is followed.

Swapping in a link meanwhile achieves nothing: each folder is held open, and the next one is opened from it. A file is
written completely or not at all, and an edit made in the meantime is kept.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from store.core import failpoint
from store.core.errors import StoreError

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # do not block on a pipe
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
MAX_BYTES = 64_000_000  # no spec file of ours is larger
MAX_FOLDERS = 200  # each is held open on the way
_OURS = re.compile(r"\.specdeck-[0-9a-f]{16}")


class LinkError(StoreError):
    """Part of the path is a link."""

    code = "spec.link"


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A name in a folder; `folders` lead there, each held open, starting at the root."""

    folders: tuple[int, ...]
    path: PurePosixPath

    @property
    def folder(self) -> int:
        return self.folders[-1]

    @property
    def name(self) -> str:
        return self.path.name

    def read(self) -> bytes | None:
        """Return the content of the file, None if there is no file; one that is too large is not read."""
        try:
            file = self.open()
        except FileNotFoundError:
            return None
        with file:
            found = file.read(MAX_BYTES + 1)
        if len(found) > MAX_BYTES:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return found

    def open(self) -> BinaryIO:
        """Open the file to read it, if it is a regular file of a size that is read."""
        try:
            number = os.open(self.name, _FILE, dir_fd=self.folder)
        except OSError as error:
            raise _error_from(error, self.folder, self.name) from error
        file = os.fdopen(number, "rb")
        found = os.fstat(number)
        if stat.S_ISREG(found.st_mode) and found.st_size <= MAX_BYTES:
            return file
        file.close()
        if stat.S_ISREG(found.st_mode):
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        raise OSError(errno.EINVAL, "Not a regular file")

    def digest(self) -> str | None:
        """Return the hash of the content, None if there is no file."""
        found = self.read()
        if found is None:
            return None
        return hashlib.sha256(found).hexdigest()


def read(root: Path, path: str) -> bytes | None:
    """Return the content of a file, None if there is no file."""
    try:
        with _open_entry(root, path, _enter) as spot:
            return spot.read()
    except FileNotFoundError:
        return None


def open_file(root: Path, path: str) -> BinaryIO:
    """Open a regular file; a link on the way, or one in place of the file, raises LinkError."""
    with _open_entry(root, path, _enter) as spot:
        return spot.open()


def stat_file(root: Path, path: str) -> os.stat_result:
    """Return the state of what is at a path, links on the way not followed."""
    with _open_entry(root, path, _enter) as spot:
        return os.stat(spot.name, dir_fd=spot.folder, follow_symlinks=False)


def write(root: Path, path: str, data: bytes, base: str | None) -> bool:
    """Replace the bytes with the hash `base` by these; return False if the file holds other bytes."""
    with _open_entry(root, path, _enter_or_make) as spot:
        found = spot.digest()
        if found == hashlib.sha256(data).hexdigest():
            return True
        if found != base:
            return False
        with _temporary_file(spot, data) as temporary:
            failpoint.reach("half-written")
            if spot.digest() != base:  # checked again at the last moment: the file may have been edited
                return False
            os.rename(temporary, spot.name, src_dir_fd=spot.folder, dst_dir_fd=spot.folder)
        os.fsync(spot.folder)
    return True


def remove(root: Path, path: str, base: str | None) -> bool:
    """Remove a file with the hash `base`, and folders this empties; return False if it holds other bytes."""
    try:
        with _open_entry(root, path, _enter) as spot:
            if (found := spot.digest()) is None:
                return True
            if found != base:
                return False
            os.unlink(spot.name, dir_fd=spot.folder)
            os.fsync(spot.folder)
            _remove_empty(spot)
    except FileNotFoundError:
        pass
    return True


def remove_leftovers(root: Path, folder: str) -> None:
    """Remove half-written files of a killed daemon; a file that is being written stays."""
    with contextlib.suppress(FileNotFoundError, LinkError), _open_entry(root, f"{folder}/*", _enter) as spot:
        for name in filter(_OURS.fullmatch, os.listdir(spot.folder)):  # noqa: PTH208  a descriptor, not a path
            with contextlib.suppress(OSError):  # not ours to open, or already gone
                _clear(spot.folder, name)


def _clear(folder: int, name: str) -> None:
    number = os.open(name, _FILE, dir_fd=folder)
    try:
        found = os.fstat(number)
        if stat.S_ISREG(found.st_mode) and found.st_uid == os.getuid():
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while a process is still writing it
            os.unlink(name, dir_fd=folder)
    finally:
        os.close(number)


@contextmanager
def _open_entry(root: Path, path: str, step: Callable[[int, str], int]) -> Iterator[FolderEntry]:
    """Go from folder to folder; `step` opens the next one, or creates it."""
    with ExitStack() as held:
        folders = [os.open(root, _FOLDER)]
        held.callback(os.close, folders[0])
        parents = PurePosixPath(path).parts[:-1]
        if len(parents) > MAX_FOLDERS:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
        for name in parents:
            folders.append(step(folders[-1], name))
            held.callback(os.close, folders[-1])
        yield FolderEntry(tuple(folders), PurePosixPath(path))


def _enter(folder: int, name: str) -> int:
    try:
        return os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
    except OSError as error:
        raise _error_from(error, folder, name) from error


def _enter_or_make(folder: int, name: str) -> int:
    """A new folder gets the mode of its parent: the daemon's umask is for its own files."""
    try:
        os.mkdir(name, dir_fd=folder)
    except FileExistsError:
        return _enter(folder, name)
    made = _enter(folder, name)
    os.fchmod(made, os.fstat(folder).st_mode & 0o777)
    os.fsync(folder)
    return made


@contextmanager
def _temporary_file(spot: FolderEntry, data: bytes) -> Iterator[str]:
    """Create a file with an unused name and these bytes; it is removed afterwards unless it was renamed."""
    name = f".specdeck-{secrets.token_hex(8)}"
    number = os.open(name, _NEW, 0o600, dir_fd=spot.folder)
    try:
        with os.fdopen(number, "wb") as file:
            fcntl.flock(number, fcntl.LOCK_EX)  # keeps the cleanup of another daemon away
            file.write(data)
            file.flush()
            os.fchmod(number, _mode(spot))
            os.fsync(number)
            yield name
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name, dir_fd=spot.folder)


def _mode(spot: FolderEntry) -> int:
    """Keep the mode of the file; a new one is as readable as its folder."""
    try:
        return os.stat(spot.name, dir_fd=spot.folder, follow_symlinks=False).st_mode & 0o777
    except FileNotFoundError:
        return os.fstat(spot.folder).st_mode & 0o666


def _remove_empty(spot: FolderEntry) -> None:
    for parent, name in zip(spot.folders[-2::-1], spot.path.parts[-2::-1], strict=True):
        try:
            os.rmdir(name, dir_fd=parent)
        except OSError:  # not empty, so its parents are not empty either
            return


def _error_from(error: OSError, folder: int, name: str) -> OSError | LinkError:
    """Return the error to raise; a link is recognised by looking, since systems report it differently."""
    with contextlib.suppress(OSError):
        if stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
            return LinkError(f"{name} is a link, which is not followed.", "Replace the link by the file it points to.")
    return error
