"""Look at a folder before it is watched: its files, about how many units they hold, and what is left out."""

import pwd
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from daemon.server.watcher.count_statements import count_statements
from daemon.server.watcher.read_file import read_file, stat_listed_file
from daemon.server.watcher.watched_folder import WatchedFolder
from daemon.wire.fault import Fault
from daemon.wire.project_preview import FolderPreview, IgnoredPath

MAX_PATHS = 50_000  # files and folders to look at
MAX_IGNORED = 20  # of those that are left out, the first are listed
MANY_FILES = 20_000
READ_SECONDS = 1.5  # after this, the units of the rest are estimated from their size
_KERNEL = tuple(map(Path, ("/proc", "/sys", "/dev", "/run")))
NOT_A_PROJECT = "Name the folder of the project's SQL."


@dataclass(slots=True)
class _Found:
    sql: list[tuple[str, int]] = field(default_factory=list)
    specs: int = 0
    left_out: list[IgnoredPath] = field(default_factory=list)
    is_partial: bool = False


def preview_folder(root: Path, ignore: Iterable[str], clock: Callable[[], float] = time.monotonic) -> FolderPreview:
    """Return what watching a folder would mean."""
    folder = WatchedFolder(root, tuple(ignore))
    found = _look(folder)
    return FolderPreview(
        folder=str(root),
        sql_files=len(found.sql),
        spec_files=found.specs,
        bytes=sum(size for _, size in found.sql),
        units=_estimated_units(root, found.sql, clock),
        ignored_paths=len(found.left_out),
        ignored=tuple(found.left_out[:MAX_IGNORED]),
        is_partial=found.is_partial,
        warning=find_warning(root, len(found.sql)),
    )


def find_warning(root: Path, files: int) -> Fault | None:
    """Return why a folder should not be watched, if it should not."""
    if root == Path("/") or any(root.is_relative_to(kernel) for kernel in _KERNEL):
        return Fault("project.system_folder", f"{root} belongs to the system.", NOT_A_PROJECT)
    if root in {Path("/home"), Path.home()} or str(root) in {person.pw_dir.rstrip("/") for person in pwd.getpwall()}:
        return Fault("project.home_folder", f"{root} is a home folder.", NOT_A_PROJECT)
    if files > MANY_FILES:
        return Fault("project.many_files", f"{root} holds more than {MANY_FILES} SQL files.", NOT_A_PROJECT)
    return None


def _look(folder: WatchedFolder) -> _Found:
    found = _Found()
    for number, path in enumerate(folder.paths()):
        if number >= MAX_PATHS:
            found.is_partial = True
            return found
        if path.reason is not None:
            found.left_out.append(IgnoredPath(path.relative, path.reason))
        elif path.kind == "spec":
            found.specs += 1
        elif path.kind == "sql":
            seen = stat_listed_file(folder.root, path.relative)
            found.sql.append((path.relative, seen.size if seen else 0))
    return found


def _estimated_units(root: Path, files: list[tuple[str, int]], clock: Callable[[], float]) -> int:
    until, units, read = clock() + READ_SECONDS, 0, 0
    for path, size in files:
        if clock() > until and read:
            break
        content = read_file(root, path)
        units += count_statements(content.text or "") if content else 0
        read += size
    total = sum(size for _, size in files)
    return round(units * total / read) if read else units
