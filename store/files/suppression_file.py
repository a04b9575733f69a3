"""The file of a watched folder that accepts findings."""

import os
import stat
from pathlib import Path

NAME = ".specdeck-allow.toml"
MAX_BYTES = 1_000_000


def read_suppression_file(folder: str) -> str | None:
    """Return its text; None where there is none, or where it is a link, not a plain file, or too large."""
    try:
        number = os.open(Path(folder) / NAME, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(number, "rb") as file:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            return None
        return file.read().decode("utf-8", "replace")


def suppression_file_state(folder: str) -> str:
    """Return a value that changes with the file, without reading it."""
    try:
        found = (Path(folder) / NAME).stat(follow_symlinks=False)
    except OSError:
        return ""
    return f"{found.st_mtime_ns}-{found.st_size}"
