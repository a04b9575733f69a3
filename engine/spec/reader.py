"""The strict reader: one way to write each thing, and every mistake shown where it stands."""

from __future__ import annotations

from engine.spec.building.slot import record_builder
from engine.spec.errors import SpecError
from engine.spec.file import SpecFile
from engine.spec.parser import parse
from engine.spec.report import Report


def read(text: str, path: str = "") -> SpecFile:
    """The spec that a text holds; raises SpecError with the first mistake, and the others within it."""
    report = Report(text, path)
    spec = record_builder(SpecFile).build(report, parse(text, path))
    if report.errors:
        first, *others = sorted(report.errors, key=lambda error: (error.line, error.column))
        first.others = tuple(others)
        raise first
    return spec


def read_bytes(content: bytes, path: str = "") -> SpecFile:
    """The spec that a file holds; what is not UTF-8 is a mistake like any other."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = f"Byte {error.start} is not UTF-8"
        raise SpecError("encoding", sentence, hint="save the file as UTF-8", path=path, line=line) from None
    return read(text, path)
