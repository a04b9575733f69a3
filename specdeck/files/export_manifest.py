"""The manifest of an export: its files with their hashes, in the format of `sha256sum --check`.

A later export finds the files of an earlier one in it. It deletes only files that the manifest lists.
"""

import contextlib
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

MANIFEST_FILE = "manifest.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def read_manifest(folder: Path) -> Mapping[str, str]:
    """Return the exported files of a folder with their hashes; empty without a readable manifest."""
    try:
        lines = (folder / MANIFEST_FILE).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return {}
    return {found[2]: found[1] for found in map(_LINE.fullmatch, lines) if found and _is_plain(found[2])}


def manifest_text(files: Mapping[str, str]) -> str:
    """Return the text of a manifest."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items()))


def content_hash(content: str) -> str:
    """Return the hash of a file with this text."""
    return hashlib.sha256(content.encode()).hexdigest()


def stale_files(folder: Path, known: Mapping[str, str], written: Iterable[str]) -> dict[str, str]:
    """Return the existing files that only an earlier export wrote."""
    fresh = set(written)
    return {path: digest for path, digest in known.items() if path not in fresh and _is_there(folder, path)}


def prune_files(folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Delete unchanged files and the folders that this empties; return the deleted files."""
    return tuple(path for path, digest in sorted(files.items()) if _pruned(folder, path, digest))


def _pruned(folder: Path, path: str, digest: str) -> bool:
    file = folder / path
    if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        return False
    file.unlink()
    with contextlib.suppress(OSError):  # the folder is not empty, so its parents are not either
        for parent in PurePosixPath(path).parents[:-1]:
            (folder / parent).rmdir()
    return True


def _is_plain(path: str) -> bool:
    """Whether a path stays inside the folder; anybody may have written the manifest."""
    named = PurePosixPath(path)
    return not named.is_absolute() and ".." not in named.parts and path not in (MANIFEST_FILE, ".")


def _is_there(folder: Path, path: str) -> bool:
    """Whether the file exists and no link in its path leads elsewhere."""
    file = folder / path
    return file.is_file() and file.resolve() == folder.resolve() / path
