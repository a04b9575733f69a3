"""Find, read and split the SQL files that a command line names; an unreadable file becomes an error."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.fault import Fault
from engine.source.path_order import natural_path_key
from engine.source.split_file import split
from engine.source.text.decode import DecodeError, decode
from engine.source.unit import SourceFile
from specdeck.errors import CommandError

SUFFIXES = (".sql", ".pgsql", ".psql", ".plsql", ".pg", ".ddl")
STDIN = "-"


def find_sql_files(paths: Iterable[str]) -> list[str]:
    """Return the named files, and every SQL file below the named folders, in natural order."""
    found: list[str] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - the path is kept as it was given
            found += _below(path)
        elif path == STDIN or os.path.lexists(path):
            found.append(path)
        else:
            raise CommandError(
                "command.no_file", f"The file {path} does not exist.", "Name files, folders, or - for stdin."
            )
    return found


def read_sources(paths: Iterable[str]) -> Iterator[SourceFile]:
    """Read and split each file, in the given order."""
    return map(read_source, find_sql_files(paths))


def read_source(path: str) -> SourceFile:
    """Read and split one file; an unreadable file has an error and no units."""
    try:
        content = read_input(path)
        return split(decode(content).text, path)
    except DecodeError as error:
        return SourceFile(path, "", (), (), error.fault)
    except OSError as error:
        sentence = error.strerror or "The file cannot be read."
        return SourceFile(path, "", (), (), Fault("source.unreadable", sentence, "Make it readable."))


def read_input(path: str) -> bytes:
    """Return the bytes of a file, or of stdin for `-`."""
    if path == STDIN:
        import sys

        return sys.stdin.buffer.read()
    return Path(path).read_bytes()


def _without_end(path: Path) -> bool:
    """Whether a path is a pipe, a socket or a device, which a folder search skips."""
    return path.exists() and not path.is_file()


def _below(folder: str) -> list[str]:
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [os.path.join(where, name) for name in names if name.lower().endswith(SUFFIXES)]  # noqa: PTH118
        found += [path for path in paths if not _without_end(Path(path))]
    if not found:
        hint = f"SQL files end in {', '.join(SUFFIXES)}; name other files one by one."
        raise CommandError("command.no_sql", f"There are no SQL files below {folder}.", hint)
    return sorted(found, key=natural_path_key)
