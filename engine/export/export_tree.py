"""Export composed specs to a tree of files, and import such a tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from engine.export.core_dialect import core_from_spec, read_core
from engine.export.domain_registry import EMPTY_REGISTRY, REGISTRY_FILE, DomainRegistry, write_registry
from engine.export.export_error import ExportError
from engine.export.spec_names import bare_name, schema_name
from engine.export.spec_numbering import Overflow, SpecCode, number_specs, spec_code
from engine.spec.document.file import SpecFile
from engine.spec.reader import read_spec
from engine.spec.writer import write_spec


class Dialect(Enum):
    """The dialect of an export: ours, or the one that upstream's parser reads."""

    FULL = "full"
    CORE = "core"


class ExportedFile(NamedTuple):
    """One file of an export: its path below the export folder, and its text."""

    path: str
    text: str


def export_specs(
    specs: Sequence[SpecFile],
    dialect: Dialect = Dialect.FULL,
    registry: DomainRegistry = EMPTY_REGISTRY,
    overflow: Overflow = Overflow.REFUSE,
) -> tuple[ExportedFile, ...]:
    """Return the files of an export and their registry; raise ExportError if a number is missing."""
    named = _named(specs)
    registry = number_specs(registry, named, overflow)
    files = [_exported(spec, spec_code(registry, name, spec), dialect) for name, spec in named]
    return (ExportedFile(REGISTRY_FILE, write_registry(registry)), *sorted(files))


def import_specs(files: Iterable[tuple[str, str]]) -> tuple[SpecFile, ...]:
    """Return the specs of an export in path order, whatever dialect each file is in."""
    return tuple(
        read_core(text, path) or read_spec(text, path)
        for path, text in sorted(files)
        if path.rpartition("/")[2] != REGISTRY_FILE
    )


def _exported(spec: SpecFile, code: SpecCode, dialect: Dialect) -> ExportedFile:
    text = write_spec(spec).text if dialect is Dialect.FULL else core_from_spec(spec, code.digits, code.domain.name)
    return ExportedFile(code.path, text)


def _named(specs: Sequence[SpecFile]) -> list[tuple[str, SpecFile]]:
    """Return each spec with a name unique in its schema; later namesakes get the name of their file."""
    named: dict[tuple[str, str], SpecFile] = {}
    for spec in specs:
        schema, name = schema_name(spec), bare_name(spec)
        if (schema, name) in named and spec.source is not None:
            name = f"{name} {spec.source.file}"
        if (schema, name) in named:
            sentence = f"Two specs are called `{name}` in the schema `{schema}`"
            raise ExportError("same_name", sentence, "compose them to one, or rename one of them")
        named[schema, name] = spec
    return [(name, spec) for (_, name), spec in named.items()]
