"""Composed specs to a tree of files, and a tree of files back to the specs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from engine.export.core import core_text, read_core
from engine.export.errors import ExportError
from engine.export.name import bare_name, schema_of
from engine.export.numbering import Code, Overflow, code_of, numbered
from engine.export.registry import EMPTY, FILE, Registry, write_registry
from engine.spec.file import SpecFile
from engine.spec.reader import read
from engine.spec.writer import write


class Dialect(Enum):
    """How the files of an export are written: as we do, or so that upstream's own parser reads them."""

    FULL = "full"
    CORE = "core"


class ExportedFile(NamedTuple):
    """One file of an export: its path below the exported folder, and its text."""

    path: str
    text: str


def export(
    specs: Sequence[SpecFile],
    dialect: Dialect = Dialect.FULL,
    registry: Registry = EMPTY,
    overflow: Overflow = Overflow.REFUSE,
) -> tuple[ExportedFile, ...]:
    """The files of an export, with the registry that numbers them; raises ExportError where there is no place."""
    named = _named(specs)
    registry = numbered(registry, named, overflow)
    files = [_exported(spec, code_of(registry, name, spec), dialect) for name, spec in named]
    return (ExportedFile(FILE, write_registry(registry)), *sorted(files))


def import_export(files: Iterable[tuple[str, str]]) -> tuple[SpecFile, ...]:
    """The specs of an export in the order of their paths, whichever dialect each file is in."""
    return tuple(
        read_core(text, path) or read(text, path) for path, text in sorted(files) if path.rpartition("/")[2] != FILE
    )


def _exported(spec: SpecFile, code: Code, dialect: Dialect) -> ExportedFile:
    text = write(spec).text if dialect is Dialect.FULL else core_text(spec, code.digits, code.domain.name)
    return ExportedFile(code.path, text)


def _named(specs: Sequence[SpecFile]) -> list[tuple[str, SpecFile]]:
    """Each spec with a name that no other of its schema has; of several with one name, the later say their file."""
    named: dict[tuple[str, str], SpecFile] = {}
    for spec in specs:
        schema, name = schema_of(spec), bare_name(spec)
        if (schema, name) in named and spec.source is not None:
            name = f"{name} {spec.source.file}"
        if (schema, name) in named:
            sentence = f"Two specs are called `{name}` in the schema `{schema}`"
            raise ExportError("same-name", sentence, "compose them to one, or rename one of them")
        named[schema, name] = spec
    return [(name, spec) for (_, name), spec in named.items()]
