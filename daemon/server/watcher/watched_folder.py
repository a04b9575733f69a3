"""Which files of a watched folder are ours to read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

SQL_SUFFIXES = (".sql", ".pgsql", ".psql", ".plsql", ".pg", ".ddl")
SPEC_SUFFIXES = (".yaml", ".yml")
SPEC_FOLDER = "specql"  # approved specs are written below a folder of this name; other YAML is not ours
# What tools keep beside the source: never a person's SQL.
ALWAYS_IGNORED = (".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "*~", ".#*", "#*#", "*.swp", "*.tmp")


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """One watched folder and what to leave out of it."""

    root: Path
    ignore: tuple[str, ...] = ()

    def kind(self, relative: str) -> str | None:
        """What a file is by its name alone: `sql`, `spec`, or None if it is not ours."""
        if self._ignored(relative):
            return None
        if relative.lower().endswith(SQL_SUFFIXES):
            return "sql"
        at_home = SPEC_FOLDER in (self.root.name, *PurePosixPath(relative).parts[:-1])
        return "spec" if at_home and relative.lower().endswith(SPEC_SUFFIXES) else None

    def files(self) -> Iterator[str]:
        """Relative paths of all files of ours, in a stable order; a link out of the tree is not followed."""
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
    """Whether the file, links resolved, lies below `home`: a watched tree cannot make us read another."""
    if not path.is_symlink():
        return True  # its folders are no links either: the walk does not descend into linked folders
    try:
        return path.resolve(strict=True).is_relative_to(home)
    except (OSError, RuntimeError):  # dangling, or a loop of links
        return False
