"""The SQL files of a code base, split."""

from collections.abc import Iterator
from pathlib import Path

from corpora.files import LEFT_OUT, files_of
from engine.source.split_file import split
from engine.source.text.decode import DecodeError, decode
from engine.source.unit import SourceFile


def sources_of(corpus: Path) -> Iterator[SourceFile]:
    """The files below a folder by their relative paths; those that cannot be decoded are left out."""
    for path in files_of([corpus], LEFT_OUT):
        try:
            yield split(decode(path.read_bytes()).text, path.relative_to(corpus).as_posix())
        except DecodeError:
            continue
