"""A new database, migrated once a process and copied: tests of what is stored need not migrate again."""

import os
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import store
from store import Store


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "specdeck.db"
        store.open(file).close()
        return file.read_bytes()


def place_new_database(file: Path) -> None:
    """Write a database without content, as a first start leaves it."""
    with open(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:  # noqa: PTH123  of a descriptor
        out.write(_migrated())


def open_new_database(file: Path, clock: Callable[[], float] = time.time) -> Store:
    """Open a database without content."""
    place_new_database(file)
    return store.open(file, clock)
