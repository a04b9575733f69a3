"""Which files of a watched folder to read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from daemon.server.watcher.folder_ignores import SPEC_FOLDER, FolderIgnores
from daemon.server.watcher.read_file import link_target

SQL_SUFFIXES = (".sql", ".pgsql", ".psql", ".plsql", ".pg", ".ddl")
SPEC_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class FoundPath:
    """A file with its kind, `sql` or `spec`; or a path that is left out, with the reason."""

    relative: str
    kind: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """One watched folder, and the globs to ignore in it."""

    root: Path
    ignore: tuple[str, ...] = ()
    ignores: FolderIgnores = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ignores", FolderIgnores(self.root, self.ignore))

    def kind(self, relative: str) -> str | None:
        """Return what a file is by its name: `sql`, `spec`, or None for any other."""
        kind = self._kind_by_suffix(relative)
        if kind is None or self.ignores.reason(relative, is_folder=False) is not None:
            return None
        return kind

    def _kind_by_suffix(self, relative: str) -> str | None:
        if relative.lower().endswith(SQL_SUFFIXES):
            return "sql"
        at_home = SPEC_FOLDER in (self.root.name, *PurePosixPath(relative).parts[:-1])
        if at_home and relative.lower().endswith(SPEC_SUFFIXES):
            return "spec"
        return None

    def files(self) -> Iterator[str]:
        """Yield the relative paths of all SQL and spec files in a stable order, without links out of the tree."""
        return (path.relative for path in self.paths() if path.kind is not None)

    def paths(self) -> Iterator[FoundPath]:
        """Yield all SQL and spec files, and what is left out: such files, and folders."""
        self.ignores.read_again()
        due = [""]
        while due:  # without recursion: somebody may have nested a thousand folders
            base = due.pop()
            inner: list[str] = []
            for entry in sorted(_entries(self.root / base), key=lambda entry: entry.name):
                relative = f"{base}{entry.name}"
                is_folder = _is_folder(entry)
                kind = None if is_folder else self._kind_by_suffix(relative)
                if not is_folder and (kind is None or not self._stays_within(entry, relative)):
                    continue
                reason = self.ignores.own_reason(relative, is_folder=is_folder)
                if reason is not None:
                    yield FoundPath(relative, reason=reason)
                elif is_folder:
                    inner.append(f"{relative}/")
                else:
                    yield FoundPath(relative, kind)
            due += reversed(inner)

    def _stays_within(self, entry: os.DirEntry[str], relative: str) -> bool:
        """Whether a file is below the root: a watched tree must not make the daemon read another."""
        return not entry.is_symlink() or link_target(self.root, relative) is not None


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """The entries of a folder; one that cannot be listed, or whose path is too long, has none."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # gone meanwhile
        return False
