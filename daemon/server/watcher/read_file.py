"""Read one watched file: its text, or the reason why it is unreadable.

A file is opened without following a link on the way and without waiting for a pipe, and checked by its descriptor: what
is checked is what is read, even if somebody exchanges the file or one of its folders meanwhile.
"""

import hashlib
import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from engine.fault import Fault
from engine.source.text.decode import MAX_BYTES, DecodeError, decode
from store.codebase.sources import Content
from store.files import safe_files
from store.files.safe_files import LinkError


@dataclass(frozen=True, slots=True)
class FileStat:
    """What the file system knows of a file; equal values mean equal content."""

    size: int
    modified: int
    changed: int  # unlike the modification time, this cannot be set back
    inode: int


def stat_file(root: Path, path: str) -> FileStat | None:
    """Return the state of a file, or None if it is not a regular file of this tree."""
    try:
        found = safe_files.stat_file(root, path)
    except (OSError, LinkError):
        return None
    if stat.S_ISLNK(found.st_mode):
        target = link_target(root, path)
        return None if target is None else stat_file(root.resolve(), target)
    if not stat.S_ISREG(found.st_mode):
        return None  # a pipe or a device could block, or never end
    return _file_stat(found)


def stat_listed_file(root: Path, path: str) -> FileStat | None:
    """Return the state of a file that a walk has just reached, which takes one call instead of one a folder.

    If a folder on the way was exchanged for a link since, this looks elsewhere, but the file is not read there.
    """
    try:
        found = os.lstat(root / path)
    except OSError:
        return None
    if stat.S_ISREG(found.st_mode):
        return _file_stat(found)
    return stat_file(root, path)


def _file_stat(found: os.stat_result) -> FileStat:
    return FileStat(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def link_target(root: Path, path: str) -> str | None:
    """Return what a link points to, relative to the resolved root; None if that is not within it."""
    try:
        target = (root / path).resolve(strict=True)
    except (OSError, RuntimeError):  # a dangling link, or a loop
        return None
    home = root.resolve()
    if not target.is_relative_to(home):
        return None
    return str(target.relative_to(home))


def digest_file(root: Path, path: str, seen: FileStat) -> str | None:
    """Return the hash of what `read_file` would return, or None if the file is gone."""
    try:
        data = _read(root, path, seen)
    except FileNotFoundError:
        return None
    except (OSError, LinkError):
        return _unread(seen)
    if data is None:
        return _unread(seen)
    return hashlib.sha256(data[0]).hexdigest()


def read_file(root: Path, path: str) -> Content | None:
    """Return the content of a file, or None if it is gone; an unreadable file has a fault instead of a text."""
    seen = stat_file(root, path)
    if seen is None:
        return None
    try:
        data = _read(root, path, seen)
    except FileNotFoundError:
        return None
    except (OSError, LinkError) as error:
        return Content(_unread(seen), fault=_refused(error))
    if data is None:
        return Content(_unread(seen), fault=_too_large(seen.size))
    return replace(_decoded(data[0]), owner=data[1])


def _read(root: Path, path: str, seen: FileStat) -> tuple[bytes, int] | None:
    """Return the bytes of a file and who owns them; None if there are too many."""
    if seen.size > MAX_BYTES:
        return None
    with _opened(root, path) as file:
        owner = os.fstat(file.fileno()).st_uid  # from the open file, so that it matches the text
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return None
    return data, owner


def _opened(root: Path, path: str) -> BinaryIO:
    try:
        return safe_files.open_file(root, path)
    except LinkError:
        target = link_target(root, path)
        if target is None:
            raise
    return safe_files.open_file(root.resolve(), target)


def _decoded(data: bytes) -> Content:
    name = hashlib.sha256(data).hexdigest()
    try:
        decoded = decode(data)
    except DecodeError as error:
        return Content(name, fault=Fault(error.code, error.sentence, error.hint))
    return Content(name, decoded.text, decoded.encoding)


def _unread(seen: FileStat) -> str:
    """Return a substitute for the hash of an unread file; it stays the same until the file changes."""
    return f"unread:{seen.size}:{seen.modified}:{seen.inode}"


def _too_large(size: int) -> Fault:
    sentence = f"The file has {size / 1e6:.0f} MB; files over {MAX_BYTES / 1e6:.0f} MB are not read."
    return Fault("source.too_large", sentence, "Split it, or exclude it with an ignore glob.")


def _refused(error: OSError | LinkError) -> Fault:
    if isinstance(error, LinkError):
        return Fault("source.link", error.sentence, error.hint)
    sentence = f"The file cannot be read: {os.strerror(error.errno or 0)}."
    return Fault("source.unreadable", sentence, "Let the user of the daemon read it.")
