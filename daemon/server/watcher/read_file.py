"""Read one watched file: its text, or the reason why it is unreadable."""

import hashlib
import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from engine.fault import Fault
from engine.source.decode import MAX_BYTES, DecodeError, decode
from store.codebase.sources import Content


@dataclass(frozen=True, slots=True)
class FileStat:
    """What the file system knows of a file; equal values mean equal content."""

    size: int
    modified: int
    changed: int  # unlike the modification time, this cannot be set back
    inode: int


def stat_file(path: Path) -> FileStat | None:
    """Return the state of a file, or None if it is not a regular file."""
    try:
        found = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None  # a pipe or a device could block, or never end
    return FileStat(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def digest_file(path: Path) -> str | None:
    """Return the hash of what `read_file` would return, or None if the file is gone."""
    seen = stat_file(path)
    if seen is None:
        return None
    if seen.size > MAX_BYTES:
        return _unread(seen)
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError:
        return _unread(seen)


def read_file(path: Path) -> Content | None:
    """Return the content of a file, or None if it is gone; an unreadable file has a fault instead of a text."""
    seen = stat_file(path)
    if seen is None:
        return None
    if seen.size > MAX_BYTES:
        return Content(_unread(seen), fault=_too_large(seen.size))
    try:
        with path.open("rb") as file:
            owner = os.fstat(file.fileno()).st_uid  # from the open file, so that it matches the text
            data = file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        return Content(_unread(seen), fault=_refused(error))
    return replace(_decoded(data), owner=owner)


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


def _refused(error: OSError) -> Fault:
    sentence = f"The file cannot be read: {os.strerror(error.errno or 0)}."
    return Fault("source.unreadable", sentence, "Let the user of the daemon read it.")
