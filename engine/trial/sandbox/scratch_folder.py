"""The folder of a sandbox, the processes that run in it, and the removal of both.

A folder is locked for as long as its keeper lives. One that is not locked was left behind by a keeper that was killed.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PREFIX, NEW_PREFIX = "specdeck-trial-", ".specdeck-trial-"
MEMORY = Path("/dev/shm")  # noqa: S108 - folders are made in it with mkdtemp
SECONDS_TO_LOCK = 60.0


def parent_folders() -> tuple[Path, ...]:
    """Return where sandboxes are made: where TMPDIR says, else in memory if there is room, else in /tmp."""
    if named := os.environ.get("TMPDIR"):
        return (Path(named),)
    return MEMORY, Path(tempfile.gettempdir())


def create_folder(needed_mb: int) -> tuple[Path, int]:
    """Create and lock a folder; return it and the descriptor that holds the lock.

    It gets the name that the sweeper looks for only once it is locked.
    """
    candidates = (*parent_folders(), Path("/tmp"))  # noqa: S108 - the folder is made with mkdtemp
    parent = next((each for each in candidates if _has_room(each, needed_mb)), candidates[-1])
    new = Path(tempfile.mkdtemp(prefix=NEW_PREFIX, dir=parent))
    lock = os.open(new, os.O_RDONLY | os.O_DIRECTORY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    folder = new.with_name(PREFIX + new.name.removeprefix(NEW_PREFIX))
    new.rename(folder)
    return folder, lock


def _has_room(folder: Path, needed_mb: int) -> bool:
    if not os.access(folder, os.W_OK | os.X_OK) or not _is_open_to_others(folder):
        return False
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize > needed_mb << 20


def _is_open_to_others(folder: Path) -> bool:
    """Whether the throw-away user of a server that root starts can reach a folder."""
    return os.geteuid() != 0 or all(each.stat().st_mode & 0o001 for each in (folder, *folder.parents))


def sweep_stale_folders() -> int:
    """Remove what keepers that were killed have left, and return how many folders that were."""
    stale = [each for parent in parent_folders() if parent.is_dir() for each in _stale_folders(parent)]
    for folder in stale:
        remove_folder(folder)
    return len(stale)


def _stale_folders(parent: Path) -> Iterator[Path]:
    for entry in os.scandir(parent):
        if not entry.name.startswith((PREFIX, NEW_PREFIX)) or not entry.is_dir(follow_symlinks=False):
            continue
        with contextlib.suppress(OSError):
            ours = entry.stat(follow_symlinks=False)
            is_old = time.time() - ours.st_mtime > SECONDS_TO_LOCK
            if ours.st_uid == os.geteuid() and (is_old or entry.name.startswith(PREFIX)) and _is_unlocked(entry.path):
                yield Path(entry.path)


def _is_unlocked(path: str) -> bool:
    opened = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(opened)
    return True


def processes_in(folder: Path) -> Iterator[int]:
    """Return the processes whose working folder is inside; that of every process of a server is its data folder."""
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if Path(f"/proc/{entry.name}/cwd").readlink().is_relative_to(folder):
                    yield int(entry.name)


def remove_folder(folder: Path) -> None:
    """Kill what still runs in a folder and delete it."""
    for _ in range(100):
        left = list(processes_in(folder))
        for process in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)
        if not left and not folder.exists():
            return
        time.sleep(0.02)


def folder_size(folder: Path) -> int:
    """Return the bytes that the files of a folder occupy on disk."""
    total, pending = 0, [str(folder)]
    while pending:
        with contextlib.suppress(OSError), os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                    continue
                with contextlib.suppress(OSError):
                    total += entry.stat(follow_symlinks=False).st_blocks * 512
    return total
