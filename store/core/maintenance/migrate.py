"""Migrate a database to this version: a backup first, each step in a transaction, a check at the end."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.discovery import load_member
from store.core import failpoint
from store.core.database import connect
from store.core.errors import translate_errors
from store.core.maintenance import backup, inspection
from store.core.maintenance.table_digests import compute_all
from store.migrations import NEWEST, STEPS

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations


def bring_up(file: Path) -> Path | None:
    """Apply the missing steps; return the backup taken before, or None if the database was new or current."""
    version = inspection.version_of(file)
    if version == NEWEST:
        return None
    saved = backup.save(file, backup.beside(file, f"before-v{NEWEST}")) if version else None
    _apply(file)
    inspection.verify(file)
    return saved


def _apply(file: Path) -> None:
    """Apply the steps with sqlite-utils, which records each in its transaction; a heavy import, so made here."""
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    steps = Migrations("specdeck")
    for number, name in enumerate(STEPS, start=1):
        _register(steps, number, name, load_member("store.migrations", name, "STATEMENTS", tuple))
    connection = connect(file)
    try:
        with translate_errors():
            steps.apply(Database(connection))
    finally:
        connection.close()


def _register(steps: "Migrations", number: int, name: str, statements: Sequence[str]) -> None:
    def apply(db: "Database") -> None:
        for statement in statements:
            db.execute(statement)
            failpoint.reach("mid-migration")
        if number == NEWEST:  # with the last step or not at all: a current database is not migrated again
            compute_all(db.conn)
        db.execute(f"PRAGMA user_version = {number}")

    steps(name=name)(apply)
