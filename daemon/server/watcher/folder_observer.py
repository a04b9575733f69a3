"""Observe folders: inotify through watchdog, or polling where no events are sent."""

import errno
import logging
import os
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from engine.fault import Fault

OBSERVED_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    FileClosedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
# These file systems send no events for changes by another machine or the host.
SILENT_FILE_SYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "vboxsf",
    "prl_fs",
    "fuse.sshfs",
    "fuse.rclone",
    "afs",
    "virtiofs",
}


log = logging.getLogger("specdeck.watcher")
MISSING_FOLDER = Fault(
    "watch.missing",
    "This folder does not exist; it is checked every few seconds.",
    "Create or mount it, or remove it from the project.",
)
ENDED = Fault(
    "watch.ended",
    "The events of this folder ended; it is checked every few seconds.",
    "Restart the daemon to see changes at once.",
)


class FolderEventHandler(FileSystemEventHandler):
    """Passes on changed paths; a folder that appeared, moved or vanished makes the whole tree suspect."""

    def __init__(self, on_paths: Callable[[tuple[str, ...]], None], on_suspicion: Callable[[], None]) -> None:
        self._on_paths = on_paths
        self._on_suspicion = on_suspicion

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory:
            self._on_suspicion()
        else:  # both paths of a move are passed together, so that it is seen as a rename
            self._on_paths(tuple(str(path) for path in (event.src_path, event.dest_path) if path))


class FolderObserver:
    """All observed folders, in one inotify instance; a folder may have several handlers."""

    def __init__(self) -> None:
        self._observer: BaseObserver = Observer()
        self._watches: dict[FolderEventHandler, ObservedWatch] = {}

    def stop(self) -> None:
        """Stop; safe even if it was never started."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def observe(self, root: Path, handler: FolderEventHandler) -> Fault | None:
        """Observe a folder; return None, or why it sends no events."""
        if not os.path.isdir(root):  # noqa: PTH112 - an impossible name counts as missing
            return MISSING_FOLDER
        kind = file_system_type(root)
        if kind in SILENT_FILE_SYSTEMS:
            return _silent(kind)
        try:
            if not self._observer.is_alive():
                self._observer.start()
            self._watches[handler] = self._observer.schedule(
                handler, str(root), recursive=True, event_filter=OBSERVED_EVENTS
            )
        except OSError as error:
            return _refused(error)
        except Exception as error:  # watchdog descends by recursion, and no folder may end another's observation
            log.exception("a folder could not be observed", extra={"folder": str(root)})
            return _unobservable(error)
        return None

    def is_observing(self, handler: FolderEventHandler) -> bool:
        """Return whether the thread that reads the events of a folder is alive."""
        watch = self._watches.get(handler)
        return any(emitter.watch == watch and emitter.is_alive() for emitter in self._observer.emitters)

    def stop_observing(self, handler: FolderEventHandler) -> None:
        """Stop sending events to a handler; the last one also ends the observation of its folder."""
        watch = self._watches.pop(handler, None)
        if watch is None:
            return
        self._observer.remove_handler_for_watch(handler, watch)
        if watch not in self._watches.values():
            self._observer.unschedule(watch)


def file_system_type(path: Path, mounts: str = "/proc/self/mounts") -> str:
    """Return the type of the file system of `path`; empty if unknown."""
    try:
        lines = Path(mounts).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    target, best, kind = path.resolve(), Path(), ""
    for line in lines:
        _, mount, file_type, *_ = line.split(" ")
        at = Path(mount.replace("\\040", " "))
        if target.is_relative_to(at) and len(at.parts) >= len(best.parts):
            best, kind = at, file_type
    return kind


def _silent(kind: str) -> Fault:
    return Fault(
        "watch.no_events",
        f"This folder is on {kind}, which sends no change events; it is checked every few seconds.",
        "Move the folder to a local disk to see changes at once.",
    )


def _unobservable(error: Exception) -> Fault:
    sentence = f"This folder cannot be observed ({type(error).__name__}); it is checked every few seconds."
    return Fault("watch.unobservable", sentence, "Look for folders that are nested hundreds deep.")


def _refused(error: OSError) -> Fault:
    limits = {
        errno.ENOSPC: ("watch.inotify_watches", "fs.inotify.max_user_watches", "524288"),
        errno.EMFILE: ("watch.inotify_instances", "fs.inotify.max_user_instances", "512"),
    }
    if error.errno not in limits:
        sentence = (
            f"The system sends no change events here ({error.strerror}); the folder is checked every few seconds."
        )
        return Fault("watch.refused", sentence, "Make sure that the daemon may read the folder.")
    code, setting, value = limits[error.errno]
    sentence = f"The limit {setting} is reached; this folder is checked every few seconds."
    return Fault(code, sentence, f"As root: sysctl {setting}={value}, then restart the daemon.")
