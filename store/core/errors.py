"""The errors of the store, each with a stable code, a sentence and a hint."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class StoreError(Exception):
    """Base of the store's errors."""

    code = "store.failed"

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class NotOursError(StoreError):
    """The file is not a Specdeck database; it was not changed."""

    code = "store.not_ours"


class TooNewError(StoreError):
    """A newer Specdeck wrote this database; it was not changed."""

    code = "store.too_new"


class DamagedError(StoreError):
    """SQLite cannot read the file."""

    code = "store.damaged"


class BrokenJournalError(StoreError):
    """The journal of a backup is not what was written, so the backup is not restored."""

    code = "store.broken_journal"


class DiskFullError(StoreError):
    """The disk is full; nothing of the transaction was stored."""

    code = "store.disk_full"


class ReadOnlyError(StoreError):
    """The database or its folder is not writable."""

    code = "store.read_only"


class BusyError(StoreError):
    """Another process holds the database."""

    code = "store.busy"


class MissingError(StoreError):
    """The thing asked for does not exist."""

    code = "store.missing"


class DuplicateError(StoreError):
    """Another thing has this name already."""

    code = "store.duplicate"


class ConflictError(StoreError):
    """The thing changed since the caller read it; `revision` is its current one."""

    code = "store.conflict"

    def __init__(self, sentence: str, revision: int) -> None:
        super().__init__(sentence, "Read it again, then repeat the change.")
        self.revision = revision


_READ_ONLY = ReadOnlyError, "The database cannot be written.", "Check the owner and mode of its folder, and the mount."
_DAMAGED = DamagedError, "The database is damaged.", "Stop the daemon and run: specdeck db restore BACKUP"
_SENTENCES: dict[int, tuple[type[StoreError], str, str]] = {
    sqlite3.SQLITE_FULL: (DiskFullError, "The disk is full; nothing was recorded.", "Free some space, then try again."),
    sqlite3.SQLITE_IOERR: (DiskFullError, "The disk refused a write; nothing was recorded.", "Check space and health."),
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_BUSY: (BusyError, "Another process holds the database.", "Stop the other one, then try again."),
}


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn SQLite's errors into ours; an unknown one keeps SQLite's sentence."""
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        kind, sentence, hint = _SENTENCES.get(primary, (StoreError, f"The database refused: {error}.", ""))
        raise kind(sentence, hint) from error
