"""Keeps the watcher on the folders of all projects, and orders a scan of each new content."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from daemon.server.watcher.sweep_folder import FolderState
from daemon.server.watcher.watched_folder import WatchedFolder
from daemon.server.watcher.watcher import Watcher
from jobs.job_order import JobOrder
from jobs.kinds.scan import KIND as SCAN
from jobs.ledger.enqueue import enqueue
from store import ReadView, Store, WriteTransaction
from store.codebase import projects, sources
from store.codebase.sources import SourceRow
from store.core import failpoint

log = logging.getLogger("specdeck.watching")


class ProjectWatches:
    """The watcher of a daemon; call `refresh` after each change of the projects."""

    def __init__(self, store: Store, now: Callable[[], float]) -> None:
        self._store = store
        self._now = now
        self._watcher = Watcher(store, self._scan)
        self._stale = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="watching", daemon=True)

    def start(self) -> None:
        """Start comparing and observing every folder, in the background."""
        self._watcher.start()
        self._stale.set()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopped = True
        self._stale.set()
        self._thread.join()
        self._watcher.stop()

    def refresh(self) -> None:
        """Watch exactly the folders of the projects, soon; many calls are combined."""
        self._stale.set()

    def rescan(self, project: str) -> None:
        """Compare all files of a project with what is known of them, soon."""
        for each in self._watcher.folders():
            if each.project == project:
                self._watcher.unwatch(each.project, each.folder)
        self.refresh()

    def _run(self) -> None:
        while self._stale.wait():
            self._stale.clear()
            if self._stopped:
                return
            try:
                self._follow_projects()
            except Exception:  # after any error, the next change is followed again
                log.exception("the folders of the projects could not be read")

    def _follow_projects(self) -> None:
        with self._store.read() as view:
            wanted = _folders(view)
        watched = {(each.project, each.folder) for each in self._watcher.folders()}
        for gone in watched - wanted:
            self._watcher.unwatch(*gone)
        for new in sorted(wanted - watched, key=lambda each: each[1].root):
            self._watcher.watch(*new)

    def folders(self) -> tuple[FolderState, ...]:
        """Return the state of every watched folder."""
        return self._watcher.folders()

    def _scan(self, tx: WriteTransaction, source: SourceRow) -> None:
        """Order one scan for each revision of a source, even if it returns to an earlier text."""
        key = f"scan:{source.id}:{source.revision}"
        failpoint.reach("mid-watch")
        enqueue(tx, JobOrder(SCAN, source.project, sources.subject(source.id), key), self._now())


def _folders(view: ReadView) -> set[tuple[str, WatchedFolder]]:
    return {
        (project.id, WatchedFolder(Path(folder), project.ignore))
        for project in projects.each(view)
        for folder in project.folders
    }
