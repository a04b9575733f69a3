"""The spec files that a command line names."""

from engine.spec.file import SpecFile
from engine.spec.reader import read_bytes
from specdeck.errors import CommandError
from specdeck.sources import read


def content(path: str) -> bytes:
    """The bytes of a spec file."""
    try:
        return read(path)
    except OSError as error:
        raise CommandError("no_file", f"{path}: {error.strerror}.", "Name spec files, or - for stdin.") from error


def spec(path: str) -> SpecFile:
    """One spec, read strictly; raises SpecError with its place."""
    return read_bytes(content(path), path)
