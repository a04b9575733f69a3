"""Write what changed in a folder into the store: sources, their events, and the jobs that follow."""

from collections.abc import Callable, Sequence

from daemon.server.watcher.changes import Change, Kind
from daemon.server.watcher.folder import Folder
from daemon.server.watcher.reading import read
from store import authors, conversions, sources, spec_files
from store.database import Store
from store.errors import MissingError
from store.sources import Content, Source
from store.transaction import Transaction

BATCH = 200  # changes a transaction: while thousands are recorded, others get to write in between

Follow = Callable[[Transaction, Source], None]


def record(store: Store, project: str, folder: Folder, changes: Sequence[Change], follow: Follow) -> None:
    """Record each change; `follow` runs in its transaction, so the jobs it enqueues can be neither lost nor early."""
    for start in range(0, len(changes), BATCH):
        with store.write() as tx:
            for change in changes[start : start + BATCH]:
                _record(tx, project, folder, change, follow)


def _record(tx: Transaction, project: str, folder: Folder, change: Change, follow: Follow) -> None:
    root = str(folder.root)
    if change.former is not None:
        _vacate(tx, project, root, change.path)
        conversions.moved_file(tx, sources.rename(tx, project, root, change.former, change.path).id)
        return
    content = None if change.kind is Kind.REMOVED else read(folder.root / change.path)
    if content is not None:
        kind = folder.kind(change.path) or "sql"
        author = _author(tx, content) if kind == "spec" else None
        follow(tx, sources.record(tx, project, root, change.path, kind, content, author))
    elif change.kind is not Kind.ADDED:  # what came and went between two looks was never known
        sources.gone(tx, project, root, change.path)
        spec_files.gone(tx, project, root, change.path)
        _vacate(tx, project, root, change.path)


def _author(tx: Transaction, content: Content) -> str | None:
    """Whose words a spec file holds: what a hand changed there is proposed in their name."""
    return None if content.owner is None else authors.of_file(tx, content.owner)


def _vacate(tx: Transaction, project: str, root: str, path: str) -> None:
    """The units of what was at a path go with it; those that people spoke of are kept for the case that it is back."""
    try:
        left = sources.at(tx, project, root, path)
    except MissingError:
        return
    conversions.replace(tx, project, left.id, "", [])
