"""The names of specs in codes, folders and files."""

from __future__ import annotations

import re

from engine.spec.document.file import SpecFile

_WORD_STARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_PLACES = frozenset({"$user", "pg_catalog", "pg_temp"})
_NOT_IN_FILES = re.compile(r"[^a-z0-9]+")


def schema_name(spec: SpecFile) -> str:
    """Return the schema of a spec: its own, else the first of its search path, else `public`."""
    searched = (name for name in spec.search_path if name.strip('"') not in _NOT_PLACES)
    return (spec.schema or next(searched, "public")).strip('"')


def bare_name(spec: SpecFile) -> str:
    """Return the name of a spec's table without its schema, or the title of a module."""
    if spec.table is not None:
        return spec.table.rpartition(".")[2].strip('"')
    return spec.entity or spec.module or ""


def file_name(name: str) -> str:
    """Return a name that is safe as part of a path on every system."""
    snake = _WORD_STARTS.sub("_", name).lower()
    return _NOT_IN_FILES.sub("_", snake).strip("_")[:80] or "unnamed"
