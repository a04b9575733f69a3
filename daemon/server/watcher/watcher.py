"""The watcher: one thread that hears of changes, lets them settle, and records what it finds."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from daemon.server.watcher.folder_observer import MISSING_FOLDER, FolderEventHandler, FolderObserver
from daemon.server.watcher.record_changes import ChangeListener
from daemon.server.watcher.sweep_folder import FolderState, sweep_folder
from daemon.server.watcher.watched_folder import WatchedFolder
from store.core.database import Store

log = logging.getLogger("specdeck.watcher")


@dataclass(frozen=True, slots=True)
class SweepIntervals:
    """How often a whole folder is compared with what we know, in seconds."""

    heard: float = 60.0  # events are lost when the kernel's queue overflows
    silent: float = 2.0  # where there are no events, looking is all there is
    retry: float = 5.0  # after a fault, such as a full disk


class Watcher:
    """Folders come and go with `watch` and `forget`; all reading and recording is done by one thread."""

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
        """Finish the transaction at hand and end."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()
        self._observation.stop()

    def watch(self, project: str, folder: WatchedFolder) -> None:
        """Listen to a folder from now on, and compare it with what we know."""
        watched = FolderState(project, folder)
        watched.ears = FolderEventHandler(partial(self._touch, watched), partial(self._doubt, watched))
        self._listen(watched, watched.ears)
        with self._wake:
            self._watched[project, folder] = watched
            self._wake.notify()

    def forget(self, project: str, folder: WatchedFolder) -> None:
        """Leave a folder alone; once this returns, nothing more of it is recorded."""
        with self._sweeping, self._wake:
            watched = self._watched.pop((project, folder), None)
        if watched is not None and watched.ears is not None:
            self._observation.forget(watched.ears)

    def folders(self) -> tuple[FolderState, ...]:
        """What is watched now."""
        with self._wake:
            return tuple(self._watched.values())

    def _listen(self, watched: FolderState, ears: FolderEventHandler) -> None:
        before, watched.silence = watched.silence, self._observation.listen(watched.folder.root, ears)
        if watched.silence and watched.silence != before:
            folder = str(watched.folder.root)
            log.warning("%s %s", watched.silence.sentence, watched.silence.hint, extra={"folder": folder})

    def _touch(self, watched: FolderState, paths: tuple[str, ...]) -> None:
        root = f"{watched.folder.root}/"
        inside = [path.removeprefix(root) for path in paths if path.startswith(root)]
        with self._wake:
            now = self._clock()
            for path in filter(watched.folder.kind, inside):
                watched.settling.touch(path, now)
            self._wake.notify()

    def _doubt(self, watched: FolderState) -> None:
        with self._wake:
            watched.compare_at = min(watched.compare_at, self._clock() + watched.settling.quiet)
            self._wake.notify()

    def _run(self) -> None:
        while not self._stopping:
            for watched, paths in self._due():
                with self._sweeping:
                    if self._watched.get((watched.project, watched.folder)) is watched:
                        self._look_at(watched, paths)

    def _due(self) -> list[tuple[FolderState, tuple[str, ...] | None]]:
        """Wait for what is to be done: some paths of a folder, or (None) all of it."""
        with self._wake:
            if not self._stopping:
                self._wake.wait(self._patience())
            now = self._clock()
            whole = [watched for watched in self._watched.values() if watched.compare_at <= now]
            some = [(watched, watched.settling.due(now)) for watched in self._watched.values()]
        return [(watched, None) for watched in whole] + [(w, paths) for w, paths in some if paths and w not in whole]

    def _patience(self) -> float | None:
        times = [watched.compare_at for watched in self._watched.values()]
        times += [due for watched in self._watched.values() if (due := watched.settling.next_due()) is not None]
        return max(0.0, min(times) - self._clock()) if times else None

    def _look_at(self, watched: FolderState, paths: tuple[str, ...] | None) -> None:
        if watched.silence == MISSING_FOLDER and watched.ears:
            self._listen(watched, watched.ears)
        wait = self._pace.silent if watched.silence else self._pace.heard
        try:
            sweep_folder(self._store, watched, paths, self._follow)
        except Exception:  # one folder's fault must not stop the others; this one is looked at again
            log.exception("This folder could not be compared.", extra={"folder": str(watched.folder.root)})
            wait, paths = self._pace.retry, None
        if paths is None:
            with self._wake:
                watched.compare_at = self._clock() + wait
