"""Compare some paths of a folder, or all of it, with what we know, and record the difference."""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from daemon.server.watcher.changes import Change, compare
from daemon.server.watcher.folder import Folder, stays_within
from daemon.server.watcher.observe import Ears, Silence
from daemon.server.watcher.reading import Look, digest, look
from daemon.server.watcher.record import Follow, record
from daemon.server.watcher.settle import Settling
from store import sources
from store.database import Store

log = logging.getLogger("specdeck.watcher")


@dataclass(slots=True)
class Watched:
    """One folder of one project, with what we remember of its files."""

    project: str
    folder: Folder
    ears: Ears | None = None
    silence: Silence | None = None
    root: tuple[int, int] | None = None  # device and inode of the folder when files were last seen in it
    looks: dict[str, Look] = field(default_factory=dict)
    nameless: set[str] = field(default_factory=set)  # what the log was told of already
    settling: Settling = field(default_factory=Settling)
    compare_at: float = 0.0


def sweep(store: Store, watched: Watched, paths: tuple[str, ...] | None, follow: Follow) -> tuple[Change, ...]:
    """Bring the store up to the files at `paths`, or (None) up to the whole folder."""
    with store.read() as view:
        known = sources.known(view, watched.project, str(watched.folder.root))
    if paths is None:
        paths = tuple(dict.fromkeys((*watched.folder.files(), *known)))
    looks = {path: _look(watched.folder, path) for path in _nameable(watched, paths)}
    if not any(looks.values()) and not _same_root(watched):
        return ()
    fresh = [path for path, seen in looks.items() if seen is None or watched.looks.get(path) != seen]
    found = {path: name for path in fresh if looks[path] and (name := digest(watched.folder.root / path))}
    changes = compare({path: known[path] for path in fresh if path in known}, found)
    record(store, watched.project, watched.folder, changes, follow)
    _remember(watched, looks)
    return changes


def _nameable(watched: Watched, paths: tuple[str, ...]) -> Iterator[str]:
    """The paths that can be recorded and shown; of a name that is no UTF-8 the log is told, once."""
    for path in paths:
        shown = os.fsencode(path).decode(errors="backslashreplace")
        if shown == path:
            yield path
        elif path not in watched.nameless:
            watched.nameless.add(path)
            where = {"folder": str(watched.folder.root), "path": shown}
            log.warning("The name of this file is no UTF-8, so it is not read. Give it another one.", extra=where)


def _same_root(watched: Watched) -> bool:
    """Whether this is the folder we saw files in: a disk that is not mounted is not a thousand deleted files."""
    return watched.root is not None and watched.root == _identity(watched.folder)


def _identity(folder: Folder) -> tuple[int, int] | None:
    try:
        found = folder.root.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _look(folder: Folder, path: str) -> Look | None:
    at = folder.root / path
    return look(at) if folder.kind(path) and stays_within(at, folder.root.resolve()) else None


def _remember(watched: Watched, looks: dict[str, Look | None]) -> None:
    if any(looks.values()):
        watched.root = _identity(watched.folder)
    for path, seen in looks.items():
        if seen is None:
            watched.looks.pop(path, None)
        else:
            watched.looks[path] = seen
