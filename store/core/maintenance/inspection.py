"""Inspect a database file without changing it: is it ours, which version, is it sound."""

import sqlite3
from pathlib import Path

from store.core.database import connect
from store.core.errors import DamagedError, NotOursError, TooNewError, translate_errors
from store.migrations import NEWEST

APPLICATION = 0x53504443  # "SPDC" in SQLite's application_id identifies our own files
_MAGIC = b"SQLite format 3\0"


def is_empty(file: Path) -> bool:
    """Return whether there is no file yet, or one that a crash left empty."""
    return not file.exists() or file.stat().st_size == 0


def check_ours(file: Path) -> None:
    """Refuse a file that is not a Specdeck database, judging by its header; it is neither opened nor written."""
    try:
        with file.open("rb") as stream:
            header = stream.read(100)
    except OSError as error:
        raise NotOursError(f"{file} cannot be read: {error.strerror}.", "Check the path and its mode.") from error
    if not header.startswith(_MAGIC):
        raise NotOursError(f"{file} is not a SQLite database.", "Name another file; this one was not changed.")
    if int.from_bytes(header[68:72], "big") != APPLICATION:
        raise NotOursError(f"{file} belongs to another program.", "Name another file; this one was not changed.")


def version_of(file: Path) -> int:
    """Return the number of the last migration applied, 0 for a new database; refuse a newer one."""
    with translate_errors():
        connection = connect(file, reader=True)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        finally:
            connection.close()
    if version > NEWEST:
        raise TooNewError(
            f"{file} is at version {version}; this Specdeck knows versions up to {NEWEST}.",
            "Install the newer Specdeck again, or restore a backup made before it.",
        )
    return version


def verify(file: Path) -> None:
    """Run SQLite's own checks: page structure, then references between tables."""
    connection = connect(file, reader=True)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        astray = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        found, astray = str(error), None
    finally:
        connection.close()
    if found != "ok" or astray is not None:
        raise DamagedError(f"{file} fails SQLite's check ({found}).", "Restore a backup: specdeck db restore BACKUP")
