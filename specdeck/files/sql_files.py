"""The SQL files that a command line names, read and split; what cannot be read says so in its place."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.fault import Fault
from engine.source.decode import DecodeError, decode
from engine.source.load_order import natural_path_key
from engine.source.split_file import split
from engine.source.unit import SourceFile
from specdeck.errors import CommandError

SUFFIXES = (".sql", ".pgsql", ".psql", ".plsql", ".pg", ".ddl")
STDIN = "-"


def find_sql_files(paths: Iterable[str]) -> list[str]:
    """The files that paths stand for: themselves, or every SQL file below a folder, in natural order."""
    found: list[str] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - the path is kept as it was given
            found += _below(path)
        elif path == STDIN or os.path.lexists(path):
            found.append(path)
        else:
            raise CommandError("no_file", f"There is no file {path}.", "Name files, folders, or - for stdin.")
    return found


def read_sources(paths: Iterable[str]) -> Iterator[SourceFile]:
    """Each file taken apart, in the order given."""
    return map(read_source, find_sql_files(paths))


def read_source(path: str) -> SourceFile:
    """One file, taken apart; one that cannot be read has an error and no units."""
    try:
        content = read_input(path)
        return split(decode(content).text, path)
    except DecodeError as error:
        return SourceFile(path, "", (), (), error.fault)
    except OSError as error:
        sentence = error.strerror or "it cannot be read"
        return SourceFile(path, "", (), (), Fault("source.unreadable", sentence, "Make it readable."))


def read_input(path: str) -> bytes:
    """The bytes of a file, or of what comes in."""
    if path == STDIN:
        import sys

        return sys.stdin.buffer.read()
    return Path(path).read_bytes()


def _without_end(path: Path) -> bool:
    """Whether it is a pipe, a socket or a device: in a folder, nobody means those."""
    return path.exists() and not path.is_file()


def _below(folder: str) -> list[str]:
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [os.path.join(where, name) for name in names if name.lower().endswith(SUFFIXES)]  # noqa: PTH118
        found += [path for path in paths if not _without_end(Path(path))]
    if not found:
        hint = f"SQL files end in {', '.join(SUFFIXES)}; others can be named one by one."
        raise CommandError("no_sql", f"No SQL file is below {folder}.", hint)
    return sorted(found, key=natural_path_key)
