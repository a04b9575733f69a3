"""The manifest of an export: which files it wrote, by hash, as `sha256sum --check` reads it.

By it a later export knows the files that are left of an earlier one. It removes none that it cannot prove to be such.
"""

import contextlib
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

MANIFEST_FILE = "manifest.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def read_manifest(folder: Path) -> Mapping[str, str]:
    """Path and hash of what exports wrote to a folder; nothing where no manifest can be read."""
    try:
        lines = (folder / MANIFEST_FILE).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return {}
    return {found[2]: found[1] for found in map(_LINE.fullmatch, lines) if found and _is_plain(found[2])}


def manifest_text(files: Mapping[str, str]) -> str:
    """The manifest of files with these hashes."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items()))


def content_hash(content: str) -> str:
    """The hash of a text as it is written."""
    return hashlib.sha256(content.encode()).hexdigest()


def stale_files(folder: Path, known: Mapping[str, str], written: Iterable[str]) -> dict[str, str]:
    """What an earlier export wrote and this one did not, as far as it is still there."""
    fresh = set(written)
    return {path: digest for path, digest in known.items() if path not in fresh and _is_there(folder, path)}


def prune_files(folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Remove files that are as they were exported, and folders that are empty by that; the answer is which ones."""
    return tuple(path for path, digest in sorted(files.items()) if _pruned(folder, path, digest))


def _pruned(folder: Path, path: str, digest: str) -> bool:
    file = folder / path
    if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        return False
    file.unlink()
    with contextlib.suppress(OSError):  # something else lies in it, so in those around it too
        for parent in PurePosixPath(path).parents[:-1]:
            (folder / parent).rmdir()
    return True


def _is_plain(path: str) -> bool:
    """Whether a path stays below the folder: a manifest is a file that anybody may have written."""
    named = PurePosixPath(path)
    return not named.is_absolute() and ".." not in named.parts and path not in (MANIFEST_FILE, ".")


def _is_there(folder: Path, path: str) -> bool:
    """Whether it is a file, and no link on the way leads elsewhere."""
    file = folder / path
    return file.is_file() and file.resolve() == folder.resolve() / path
