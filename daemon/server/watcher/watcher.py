"""The watcher: one thread that receives events, debounces them, and records changes."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from daemon.server.watcher.folder_ignores import GITIGNORE
from daemon.server.watcher.folder_observer import ENDED, MISSING_FOLDER, FolderEventHandler, FolderObserver
from daemon.server.watcher.record_changes import ChangeListener
from daemon.server.watcher.sweep_folder import FolderState, sweep_folder
from daemon.server.watcher.watched_folder import WatchedFolder
from store.core.database import Store

log = logging.getLogger("specdeck.watcher")


@dataclass(frozen=True, slots=True)
class SweepIntervals:
    """How often a whole folder is compared with the store, in seconds."""

    observed: float = 60.0  # events are lost when the kernel's queue overflows
    polled: float = 2.0  # without events, polling is the only way
    retry: float = 5.0  # after an error, such as a full disk


class Watcher:
    """Watches folders, added by `watch` and removed by `unwatch`; one thread does all reading and recording."""

    def __init__(
        self,
        store: Store,
        follow: ChangeListener,
        pace: SweepIntervals | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._follow = follow
        self._pace = pace or SweepIntervals()
        self._clock = clock
        self._observation = FolderObserver()
        self._watched: dict[tuple[str, WatchedFolder], FolderState] = {}
        self._wake = threading.Condition()
        self._sweeping = threading.Lock()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finish the current transaction and end."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()
        self._observation.stop()

    def watch(self, project: str, folder: WatchedFolder) -> None:
        """Start to observe a folder, and compare it with the store."""
        watched = FolderState(project, folder)
        watched.handler = FolderEventHandler(partial(self._touch, watched), partial(self._suspect, watched))
        self._listen(watched, watched.handler)
        with self._wake:
            self._watched[project, folder] = watched
            self._wake.notify()

    def unwatch(self, project: str, folder: WatchedFolder) -> None:
        """Stop watching a folder; after this returns, none of its changes are recorded."""
        with self._sweeping, self._wake:
            watched = self._watched.pop((project, folder), None)
        if watched is not None and watched.handler is not None:
            self._observation.stop_observing(watched.handler)

    def folders(self) -> tuple[FolderState, ...]:
        """Return the state of every watched folder."""
        with self._wake:
            return tuple(self._watched.values())

    def _listen(self, watched: FolderState, handler: FolderEventHandler) -> None:
        before, watched.fault = watched.fault, self._observation.observe(watched.folder.root, handler)
        if watched.fault and watched.fault != before:
            folder = str(watched.folder.root)
            log.warning("%s %s", watched.fault.sentence, watched.fault.hint, extra={"folder": folder})

    def _touch(self, watched: FolderState, paths: tuple[str, ...]) -> None:
        root = f"{watched.folder.root}/"
        inside = [path.removeprefix(root) for path in paths if path.startswith(root)]
        if any(path.rpartition("/")[2] == GITIGNORE for path in inside):
            self._suspect(watched)
        with self._wake:
            now = self._clock()
            for path in filter(watched.folder.kind, inside):
                watched.settling.touch(path, now)
            self._wake.notify()

    def _suspect(self, watched: FolderState) -> None:
        with self._wake:
            watched.compare_at = min(watched.compare_at, self._clock() + watched.settling.quiet)
            self._wake.notify()

    def _run(self) -> None:
        while not self._stopping:
            for watched, paths in self._due():
                with self._sweeping:
                    if self._watched.get((watched.project, watched.folder)) is watched:
                        self._sweep(watched, paths)

    def _due(self) -> list[tuple[FolderState, tuple[str, ...] | None]]:
        """Wait for due work: some paths of a folder, or None for all of it."""
        with self._wake:
            if not self._stopping:
                self._wake.wait(self._seconds_to_wait())
            now = self._clock()
            whole = [watched for watched in self._watched.values() if watched.compare_at <= now]
            some = [(watched, watched.settling.due(now)) for watched in self._watched.values()]
        return [(watched, None) for watched in whole] + [(w, paths) for w, paths in some if paths and w not in whole]

    def _seconds_to_wait(self) -> float | None:
        times = [watched.compare_at for watched in self._watched.values()]
        times += [due for watched in self._watched.values() if (due := watched.settling.next_due()) is not None]
        if times:
            return max(0.0, min(times) - self._clock())
        return None

    def _sweep(self, watched: FolderState, paths: tuple[str, ...] | None) -> None:
        if watched.fault == MISSING_FOLDER and watched.handler:
            self._listen(watched, watched.handler)
        elif watched.fault is None and watched.handler and not self._observation.is_observing(watched.handler):
            watched.fault = ENDED
            log.warning("%s %s", ENDED.sentence, ENDED.hint, extra={"folder": str(watched.folder.root)})
        wait = self._pace.polled if watched.fault else self._pace.observed
        try:
            sweep_folder(self._store, watched, paths, self._follow)
        except Exception:  # an error in one folder must not stop the others; it is tried again
            log.exception("a folder could not be compared", extra={"folder": str(watched.folder.root)})
            wait, paths = self._pace.retry, None
        if paths is None:
            with self._wake:
                watched.compare_at = self._clock() + wait
