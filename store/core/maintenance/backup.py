"""Backups: complete, checked copies beside the database, and how to restore one."""

import os
import sqlite3
import time
from pathlib import Path

from store.core import failpoint
from store.core.database import connect
from store.core.errors import ReadOnlyError, translate_errors
from store.core.maintenance import inspection

KEPT = 10


def beside(file: Path, label: str) -> Path:
    """Return the path for a backup of this database: in `backups/`, named by time and reason."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
    folder = file.parent / "backups"
    path = folder / f"{file.stem}-{stamp}-{label}.db"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{file.stem}-{stamp}-{label}-{number}.db"
    return path


def save(file: Path, target: Path) -> Path:
    """Copy a database that may be in use; the copy appears complete and checked, or not at all."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
    except OSError as error:
        raise ReadOnlyError(f"{target} cannot be written: {error.strerror}.", "Name another folder.") from error
    with translate_errors():
        _copy(file, part)
    inspection.verify(part)
    failpoint.reach("mid-backup")
    part.replace(target)
    _sync(target.parent)
    return target


def restore(backup: Path, file: Path) -> Path | None:
    """Put a backup in the place of the database; return the path of the former database.

    Call it only while no daemon runs. The backup is checked first; the former database is moved aside, never deleted.
    """
    inspection.check_ours(backup)
    inspection.version_of(backup)
    whole = save(backup, file.with_name(file.name + ".restored"))
    former = beside(file, "before-restore") if file.exists() else None
    if former is not None:
        save(file, former)
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    whole.replace(file)
    _sync(file.parent)
    return former


def prune(file: Path, keep: int = KEPT) -> list[Path]:
    """Remove all but the newest automatic backups; return the removed paths."""
    backups = sorted((file.parent / "backups").glob(f"{file.stem}-*-daily*.db"))
    old = backups[: max(0, len(backups) - keep)]
    for path in old:
        path.unlink()
    return old


def _copy(source: Path, target: Path) -> None:
    source_connection, target_connection = connect(source, reader=True), sqlite3.connect(target)
    try:
        source_connection.backup(target_connection)
        target_connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        source_connection.close()
        target_connection.close()
    with target.open("rb") as stream:
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    """Make a rename durable: the folder's own entry must reach the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
