"""Record the changes of a folder in the store: sources, events, and the jobs that follow."""

from collections.abc import Callable, Iterator, Sequence

from daemon.server.watcher.file_changes import ChangeKind, FileChange
from daemon.server.watcher.read_file import read_file
from daemon.server.watcher.watched_folder import WatchedFolder
from store.codebase import conversions, sources
from store.codebase.sources import Content, SourceRow
from store.core.database import Store
from store.core.errors import MissingError
from store.core.transaction import WriteTransaction
from store.files import file_owners, spec_files

BATCH = 200  # changes that are read together
BATCH_CHARACTERS = 20_000_000  # the texts of a batch wait in memory

ReadChange = tuple[FileChange, Content | None]
ChangeListener = Callable[[WriteTransaction, SourceRow], None]


def record_changes(
    store: Store, project: str, folder: WatchedFolder, changes: Sequence[FileChange], follow: ChangeListener
) -> None:
    """Record each change; `follow` runs in the same transaction, so its jobs are neither lost nor early."""

    def record(tx: WriteTransaction, read: ReadChange) -> None:
        _record(tx, project, folder, read, follow)

    for batch in _read_in_batches(folder, changes):
        store.write_each(batch, record)


def _read_in_batches(folder: WatchedFolder, changes: Sequence[FileChange]) -> Iterator[list[ReadChange]]:
    """Read the changed files before a transaction begins, so that a slow disk delays nobody's writes."""
    batch: list[ReadChange] = []
    size = 0
    for change in changes:
        is_read = change.former is None and change.kind is not ChangeKind.REMOVED
        content = read_file(folder.root, change.path) if is_read else None
        batch.append((change, content))
        size += len(content.text or "") if content else 0
        if len(batch) >= BATCH or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _record(
    tx: WriteTransaction,
    project: str,
    folder: WatchedFolder,
    read: ReadChange,
    follow: ChangeListener,
) -> None:
    change, content = read
    root = str(folder.root)
    if change.former is not None:
        _vacate(tx, project, root, change.path)
        conversions.sync_spec_files_of_source(tx, sources.rename(tx, project, root, change.former, change.path).id)
        return
    if content is not None:
        kind = folder.kind(change.path) or "sql"
        author = _author(tx, content) if kind == "spec" else None
        follow(tx, sources.record(tx, project, root, change.path, kind, content, author))
    elif change.kind is not ChangeKind.ADDED:  # a file that came and went between two sweeps was never known
        sources.mark_gone(tx, project, root, change.path)
        spec_files.mark_gone(tx, project, root, change.path)
        _vacate(tx, project, root, change.path)


def _author(tx: WriteTransaction, content: Content) -> str | None:
    """Return the person who owns a spec file: manual edits are proposed in their name."""
    if content.owner is None:
        return None
    return file_owners.find_owner(tx, content.owner)


def _vacate(tx: WriteTransaction, project: str, root: str, path: str) -> None:
    """Remove the units of a vanished path; those with decisions are kept in case the path comes back."""
    try:
        left = sources.get_at(tx, project, root, path)
    except MissingError:
        return
    conversions.replace(tx, project, left.id, "", [])
