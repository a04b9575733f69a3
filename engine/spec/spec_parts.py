"""Split a spec file into one part for each unit, and join parts into a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from engine.spec.document.file import SpecFile

ENTRY_LISTS = (
    "schemas", "types", "sequences", "indexes", "views", "triggers", "rules", "policies", "grants", "statements",
    "actions",
)  # fmt: skip
NAMED = frozenset({"actions", "types", "sequences", "views"})  # an entry's name belongs to a schema
ON_TABLE = frozenset({"indexes", "triggers", "rules", "policies"})  # an entry may leave out the table of its file
NO_ENTRIES: dict[str, Any] = dict.fromkeys(ENTRY_LISTS, ())
QUALIFIED = re.compile(r'("(?:[^"]|"")+"|[^".]+)\.')
HEADER = {"entity", "module", "schema", "search_path", "description", "note", "source", *ENTRY_LISTS}


class TwoTablesError(Exception):
    """Two tables were given for one file."""

    def __init__(self, tables: Sequence[SpecFile]) -> None:
        self.names = [part.table or part.entity or "" for part in tables]
        super().__init__(f"{' and '.join(self.names)} cannot share a file.")


def split_parts(spec: SpecFile) -> tuple[SpecFile, ...]:
    """Return a complete spec for each thing in a file: its table, then each entry."""
    return (*_table(spec), *(part for key in ENTRY_LISTS for part in _entries(spec, key)))


def join_parts(header: SpecFile, parts: Iterable[SpecFile]) -> SpecFile:
    """Return one file made of parts under a header that names its entity or module; lists keep their order."""
    gathered = list(parts)
    schema = _common_schema(gathered)
    tables = [part for part in gathered if has_table(part)]
    if len(tables) > 1:
        raise TwoTablesError(tables)
    base = replace(tables[0], entity=header.entity, module=header.module) if tables else header
    lists: dict[str, Any] = {
        key: tuple(_within(entry, part, key, schema) for part, entry in _all(gathered, key)) for key in ENTRY_LISTS
    }
    return replace(base, schema=schema, source=None, **lists)


def has_table(spec: SpecFile) -> bool:
    """Whether a spec describes a table."""
    return any(getattr(spec, field.name) for field in fields(spec) if field.name not in HEADER)


def without_title(part: SpecFile) -> SpecFile:
    """Return the part without the title and source of its file, so that equal content compares equal."""
    return replace(part, entity=None, module=None, source=None)


def _table(spec: SpecFile) -> Iterator[SpecFile]:
    if has_table(spec):
        schema = _schema_of(spec.table) if spec.table else spec.schema
        yield replace(spec, schema=schema, source=None, **NO_ENTRIES)


def _schema_of(table: str) -> str | None:
    found = QUALIFIED.match(table)
    if found:
        return found[1]
    return None


def _entries(spec: SpecFile, key: str) -> Iterator[SpecFile]:
    for entry in getattr(spec, key):
        schema = entry.schema or spec.schema if key in NAMED else None
        alone = replace(entry, schema=None) if key in NAMED and entry.schema else entry
        if key in ON_TABLE and getattr(alone, "table", "") is None:
            alone = replace(alone, table=spec.table)
        title = getattr(entry, "name", None) or key
        only: dict[str, Any] = {key: (alone,)}
        yield SpecFile(module=title, schema=schema, search_path=spec.search_path, **only)


def _all(parts: Sequence[SpecFile], key: str) -> Iterator[tuple[SpecFile, Any]]:
    for part in parts:
        for entry in getattr(part, key):
            yield part, entry


def _common_schema(parts: Sequence[SpecFile]) -> str | None:
    """Return the schema that all parts share; None if they differ, and each entry names its own.

    A table without a name of its own takes its schema from its file, so the file keeps it.
    """
    unnamed = [part.schema for part in parts if has_table(part) and part.table is None]
    if unnamed:
        return unnamed[0]
    schemas = {part.schema for part in parts if has_table(part) or any(getattr(part, key) for key in NAMED)}
    if len(schemas) == 1:
        return schemas.pop()
    return None


def _within(entry: Any, part: SpecFile, key: str, schema: str | None) -> Any:  # noqa: ANN401  an entry of any list
    own = getattr(entry, "schema", None) or part.schema
    if key in NAMED:
        return replace(entry, schema=own if own != schema else None)
    return entry
