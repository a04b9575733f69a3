"""Compare some paths of a folder, or all of it, with the store, and record the difference."""

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from daemon.server.watcher.debounce import Debouncer
from daemon.server.watcher.file_changes import FileChange, compare_files
from daemon.server.watcher.folder_observer import FolderEventHandler
from daemon.server.watcher.read_file import FileStat, digest_file, stat_file, stat_listed_file
from daemon.server.watcher.record_changes import ChangeListener, record_changes
from daemon.server.watcher.watched_folder import WatchedFolder
from engine.fault import Fault
from store.codebase import sources
from store.core.database import Store

log = logging.getLogger("specdeck.watcher")


@dataclass(slots=True)
class FolderState:
    """One folder of one project, with the last known state of its files."""

    project: str
    folder: WatchedFolder
    handler: FolderEventHandler | None = None
    fault: Fault | None = None
    root: tuple[int, int] | None = None  # device and inode of the folder when it last had files
    looks: dict[str, FileStat] = field(default_factory=dict)
    unreadable_names: set[str] = field(default_factory=set)  # paths that were logged already
    settling: Debouncer = field(default_factory=Debouncer)
    compare_at: float = 0.0


def sweep_folder(
    store: Store, watched: FolderState, paths: tuple[str, ...] | None, follow: ChangeListener
) -> tuple[FileChange, ...]:
    """Update the store from the files at `paths`, or from the whole folder if None."""
    root = str(watched.folder.root)
    with store.read() as view:
        if paths is None:
            known = sources.list_hashes(view, watched.project, root)
        else:
            known = sources.list_hashes_of(view, watched.project, root, _nameable(watched, paths))
    if paths is None:
        looks = _look_at_all(watched, known)
    else:
        looks = {path: _look(watched.folder, path) for path in _nameable(watched, paths)}
    if not any(looks.values()) and not _same_root(watched):
        return ()
    fresh = [path for path, seen in looks.items() if seen is None or watched.looks.get(path) != seen]
    found = {
        path: name for path in fresh if (seen := looks[path]) and (name := digest_file(watched.folder.root, path, seen))
    }
    changes = compare_files({path: known[path] for path in fresh if path in known}, found)
    record_changes(store, watched.project, watched.folder, changes, follow)
    _remember(watched, looks)
    return changes


def _look_at_all(watched: FolderState, known: Iterable[str]) -> dict[str, FileStat | None]:
    """Look at every file of a folder. A known path that the walk does not reach is gone, or behind a link now."""
    root = watched.folder.root
    found = {path: stat_listed_file(root, path) for path in _nameable(watched, watched.folder.files())}
    return {**dict.fromkeys(known), **found}


def _nameable(watched: FolderState, paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths that can be recorded and shown; others are logged once."""
    for path in paths:
        shown = os.fsencode(path).decode(errors="backslashreplace")
        if shown == path:
            yield path
        elif path not in watched.unreadable_names:
            watched.unreadable_names.add(path)
            where = {"folder": str(watched.folder.root), "path": shown}
            log.warning("Skipped: the file name is not valid UTF-8. Rename the file.", extra=where)


def _same_root(watched: FolderState) -> bool:
    """Whether this is the folder that had files before: an unmounted disk must not look like deleted files."""
    return watched.root is not None and watched.root == _identity(watched.folder)


def _identity(folder: WatchedFolder) -> tuple[int, int] | None:
    try:
        found = folder.root.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _look(folder: WatchedFolder, path: str) -> FileStat | None:
    return stat_file(folder.root, path) if folder.kind(path) else None


def _remember(watched: FolderState, looks: dict[str, FileStat | None]) -> None:
    if any(looks.values()):
        watched.root = _identity(watched.folder)
    for path, seen in looks.items():
        if seen is None:
            watched.looks.pop(path, None)
        else:
            watched.looks[path] = seen
