"""Open a database: ours or refused, never overwritten; created or migrated if needed."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from store.core.database import Store, connect
from store.core.errors import ReadOnlyError, translate_errors
from store.core.maintenance import inspection, migrate


def open_store(path: str | os.PathLike[str], clock: Callable[[], float] = time.time) -> Store:
    """Open the database, creating (0600) or migrating it if needed; refuse a foreign or newer one."""
    file = Path(path)
    if inspection.is_empty(file):
        _create(file)
    inspection.check_ours(file)
    with translate_errors():
        migrate.bring_up(file)
        return Store(file, clock)


def _create(file: Path) -> None:
    """Create an empty database; the file is marked as ours before the WAL begins."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        sentence = f"{file} cannot be created: {error.strerror}."
        raise ReadOnlyError(sentence, "Check the owner and mode of its folder.") from error
    with translate_errors():
        connection = connect(file)
        connection.execute(f"PRAGMA application_id = {inspection.APPLICATION}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
