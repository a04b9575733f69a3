"""Where changes are heard of: inotify through watchdog, or, where there are no events, looking again and again."""

import errno
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
# These file systems tell nobody here what another machine or the host changed.
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


MISSING_FOLDER = Fault(
    "watch.missing",
    "This folder is not there; it is looked for every few seconds.",
    "Create or mount it, or take it out of the project.",
)


class FolderEventHandler(FileSystemEventHandler):
    """Hands on the paths of each change; a folder that appeared, moved or went is cause to look at the whole tree."""

    def __init__(self, on_paths: Callable[[tuple[str, ...]], None], on_doubt: Callable[[], None]) -> None:
        self._on_paths = on_paths
        self._on_doubt = on_doubt

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory:
            self._on_doubt()
        else:  # the two paths of a move settle together, else it would not be seen as one
            self._on_paths(tuple(str(path) for path in (event.src_path, event.dest_path) if path))


class FolderObserver:
    """All folders that are listened to, in one inotify instance; several may listen to one folder."""

    def __init__(self) -> None:
        self._observer: BaseObserver = Observer()
        self._watches: dict[FolderEventHandler, ObservedWatch] = {}

    def stop(self) -> None:
        """Stop listening; safe when it was never started."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def listen(self, root: Path, ears: FolderEventHandler) -> Fault | None:
        """Listen below `root`; the answer is None, or why there is nothing to hear."""
        if not os.path.isdir(root):  # noqa: PTH112 - a name that cannot exist is no fault, only missing
            return MISSING_FOLDER
        kind = file_system_type(root)
        if kind in SILENT_FILE_SYSTEMS:
            return _silent(kind)
        try:
            if not self._observer.is_alive():
                self._observer.start()
            self._watches[ears] = self._observer.schedule(ears, str(root), recursive=True, event_filter=OBSERVED_EVENTS)
        except OSError as error:
            return _refused(error)
        return None

    def forget(self, ears: FolderEventHandler) -> None:
        """Stop handing events to these ears; the folder is left alone when nobody else listens."""
        watch = self._watches.pop(ears, None)
        if watch is None:
            return
        self._observer.remove_handler_for_watch(ears, watch)
        if watch not in self._watches.values():
            self._observer.unschedule(watch)


def file_system_type(path: Path, mounts: str = "/proc/self/mounts") -> str:
    """The type of the file system that `path` lies on; empty where it cannot be told."""
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
        f"This folder lies on {kind}, which does not tell of changes; it is looked at every few seconds instead.",
        "Keep the folder on a local disk to see changes at once.",
    )


def _refused(error: OSError) -> Fault:
    limits = {
        errno.ENOSPC: ("watch.inotify_watches", "fs.inotify.max_user_watches", "524288"),
        errno.EMFILE: ("watch.inotify_instances", "fs.inotify.max_user_instances", "512"),
    }
    if error.errno not in limits:
        sentence = (
            f"The system does not tell of changes here ({error.strerror}); the folder is looked at every few seconds."
        )
        return Fault("watch.refused", sentence, "Check that the folder can be read.")
    code, setting, value = limits[error.errno]
    sentence = f"The limit {setting} is reached; this folder is looked at every few seconds instead."
    return Fault(code, sentence, f"As root: sysctl {setting}={value}, then restart the daemon.")
