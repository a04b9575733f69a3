"""Keeps the watcher on the folders of the projects there are, and gives each new content its scan."""

import threading
from collections.abc import Callable
from pathlib import Path

from daemon.server.watcher.folder import Folder
from daemon.server.watcher.sweep import Watched
from daemon.server.watcher.watcher import Watcher
from jobs.kinds.registry import kinds
from jobs.ledger.enqueue import Order, enqueue
from store import Store, Transaction, View, failpoint, projects, sources
from store.sources import Source

PAGE = 500


class Watching:
    """The watcher as the daemon has it; `refresh` after each change of the projects."""

    def __init__(self, store: Store, now: Callable[[], float]) -> None:
        self._store = store
        self._now = now
        self._watcher = Watcher(store, self._scan)
        self._refreshing = threading.Lock()
        self._stopped = False

    def start(self) -> None:
        """Compare every folder with what we know, then keep listening."""
        self._watcher.start()
        self.refresh()

    def stop(self) -> None:
        """Watch nothing any more, and let nothing be watched again."""
        with self._refreshing:
            self._stopped = True
        self._watcher.stop()

    def refresh(self) -> None:
        """Watch exactly the folders that the projects name."""
        with self._refreshing:
            if self._stopped:
                return
            with self._store.read() as view:
                wanted = _folders(view)
            watched = {(each.project, each.folder) for each in self._watcher.folders()}
            for gone in watched - wanted:
                self._watcher.forget(*gone)
            for new in sorted(wanted - watched, key=lambda each: each[1].root):
                self._watcher.watch(*new)

    def folders(self) -> tuple[Watched, ...]:
        """What is watched, and where nothing is heard."""
        return self._watcher.folders()

    def _scan(self, tx: Transaction, source: Source) -> None:
        """One scan for each content of a source: a save that comes back to an earlier text is scanned again."""
        key = f"scan:{source.id}:{source.revision}"
        failpoint.reach("mid-watch")
        enqueue(tx, Order(kinds()["scan"], source.project, sources.subject(source.id), key), self._now())


def _folders(view: View) -> set[tuple[str, Folder]]:
    found: set[tuple[str, Folder]] = set()
    after = ""
    while page := projects.page(view, after, PAGE):
        found |= {(project.id, Folder(Path(folder), project.ignore)) for project in page for folder in project.folders}
        after = page[-1].name
    return found
