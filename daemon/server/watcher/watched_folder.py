"""Which files of a watched folder to read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from daemon.server.watcher.read_file import link_target

SQL_SUFFIXES = (".sql", ".pgsql", ".psql", ".plsql", ".pg", ".ddl")
SPEC_SUFFIXES = (".yaml", ".yml")
SPEC_FOLDER = "specql"  # only YAML below a folder of this name is a spec
# Files that tools keep beside the source.
ALWAYS_IGNORED = (".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "*~", ".#*", "#*#", "*.swp", "*.tmp")


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """One watched folder, and the globs to ignore in it."""

    root: Path
    ignore: tuple[str, ...] = ()

    def kind(self, relative: str) -> str | None:
        """Return what a file is by its name: `sql`, `spec`, or None for any other."""
        if self._ignored(relative):
            return None
        if relative.lower().endswith(SQL_SUFFIXES):
            return "sql"
        at_home = SPEC_FOLDER in (self.root.name, *PurePosixPath(relative).parts[:-1])
        if at_home and relative.lower().endswith(SPEC_SUFFIXES):
            return "spec"
        return None

    def files(self) -> Iterator[str]:
        """Yield the relative paths of all SQL and spec files in a stable order, without links out of the tree."""
        due = [""]
        while due:  # without recursion: somebody may have nested a thousand folders
            base = due.pop()
            entries = sorted(_entries(self.root / base), key=lambda entry: entry.name)
            for entry in entries:
                relative = f"{base}{entry.name}"
                if not _is_folder(entry) and self.kind(relative) and self._stays_within(entry, relative):
                    yield relative
            inner = (f"{base}{entry.name}" for entry in entries if _is_folder(entry))
            due += [f"{path}/" for path in inner if not self._ignored(path)][::-1]

    def _stays_within(self, entry: os.DirEntry[str], relative: str) -> bool:
        """Whether a file is below the root: a watched tree must not make the daemon read another."""
        return not entry.is_symlink() or link_target(self.root, relative) is not None

    def _ignored(self, relative: str) -> bool:
        parts = PurePosixPath(relative).parts
        globs = ALWAYS_IGNORED + self.ignore
        return any(fnmatchcase(part, glob) for part in parts for glob in globs) or any(
            fnmatchcase(relative, glob) for glob in self.ignore
        )


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
