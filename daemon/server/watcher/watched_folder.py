"""Which files of a watched folder to read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

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
        home = self.root.resolve()
        for where, folders, names in os.walk(self.root):
            base = Path(where).relative_to(self.root)
            folders[:] = sorted(name for name in folders if not self._ignored((base / name).as_posix()))
            for name in sorted(names):
                relative = (base / name).as_posix()
                if self.kind(relative) and stays_within(Path(where, name), home):
                    yield relative

    def _ignored(self, relative: str) -> bool:
        parts = PurePosixPath(relative).parts
        globs = ALWAYS_IGNORED + self.ignore
        return any(fnmatchcase(part, glob) for part in parts for glob in globs) or any(
            fnmatchcase(relative, glob) for glob in self.ignore
        )


def stays_within(path: Path, home: Path) -> bool:
    """Whether a file, with links resolved, is below `home`: a watched tree must not make the daemon read another."""
    if not path.is_symlink():
        return True  # nor are its folders links: the walk does not enter linked folders
    try:
        return path.resolve(strict=True).is_relative_to(home)
    except (OSError, RuntimeError):  # a dangling link, or a loop
        return False
