"""Read the spec files that a command line names."""

from engine.spec.document.file import SpecFile
from engine.spec.reader import read_spec_bytes
from specdeck.errors import CommandError
from specdeck.files.sql_files import read_input


def read_file_bytes(path: str) -> bytes:
    """Return the bytes of a spec file."""
    try:
        return read_input(path)
    except OSError as error:
        raise CommandError(
            "command.no_file", f"{path}: {error.strerror}.", "Name spec files, or - for stdin."
        ) from error


def read_spec(path: str) -> SpecFile:
    """Read a spec strictly; raise SpecError with the place of the first mistake."""
    return read_spec_bytes(read_file_bytes(path), path)
