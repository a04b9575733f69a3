"""Where the spec of a unit belongs: a file of a folder, named for its entity or for the file of its SQL."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

ROOT = "specql"
LONGEST_NAME = 80  # bytes
_SCHEMA = re.compile(r'([\w$]+|"[^"]+")\.')
_WORD_STARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_IN_FILES = re.compile(r"\W+")
_PLAIN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SpecPath:
    """The path of a spec file below its watched folder, and the title of that file."""

    path: str
    title: str
    entity: bool


def spec_path(name: str, entity: str | None, source: str) -> SpecPath:
    """Return where a unit belongs, by its name, its entity, and the path of its SQL."""
    found = _SCHEMA.match(name)
    schema = _file_name(found[1]) if found else "public"
    if entity is not None:
        return SpecPath(f"{ROOT}/{schema}/{_file_name(entity)}.yaml", entity, entity=True)
    stem = PurePosixPath(source).stem
    return SpecPath(f"{ROOT}/{schema}/modules/{_file_name(stem)}.yaml", _title(stem), entity=False)


def _file_name(name: str) -> str:
    """Return a name that is safe in any folder: no separators, no dots, the same on case-insensitive disks.

    A name that loses something ends with a part of its hash, so that no two units share a file by accident.
    """
    found = _NOT_IN_FILES.sub("_", _WORD_STARTS.sub("_", name).lower()).strip("_")
    whole = len(found.encode()) <= LONGEST_NAME and _PLAIN.fullmatch(name)
    if whole:
        return found
    return f"{found.encode()[:LONGEST_NAME].decode(errors='ignore')}_{_mark(name)}".lstrip("_")


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def _title(stem: str) -> str:
    words = re.findall(r"[^\W\d_]+", stem)
    return "".join(word.capitalize() for word in words) or "Module"
