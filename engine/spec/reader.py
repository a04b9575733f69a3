"""The strict reader: one way to write each thing, and every mistake shown where it stands."""

from __future__ import annotations

from typing import TypeVar

from engine.spec.building.slot import record_builder
from engine.spec.errors import SpecError
from engine.spec.file import SpecFile
from engine.spec.nodes import Node
from engine.spec.parser import parse
from engine.spec.report import Report

T = TypeVar("T")


def read(text: str, path: str = "") -> SpecFile:
    """The spec that a text holds; raises SpecError with the first mistake, and the others within it."""
    return read_as(SpecFile, text, path)


def read_as(made: type[T], text: str, path: str = "") -> T:
    """A value of any shape of the model that a text holds."""
    return read_node(made, parse(text, path), text, path)


def read_node(made: type[T], node: Node, text: str, path: str = "") -> T:
    """A value of any shape that a part of a text holds."""
    report = Report(text, path)
    value = record_builder(made).build(report, node)
    if report.errors:
        first, *others = sorted(report.errors, key=lambda error: (error.line, error.column))
        first.others = tuple(others)
        raise first
    return value


def read_bytes(content: bytes, path: str = "") -> SpecFile:
    """The spec that a file holds; what is not UTF-8 is a mistake like any other."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = f"Byte {error.start} is not UTF-8"
        raise SpecError("encoding", sentence, hint="save the file as UTF-8", path=path, line=line) from None
    return read(text, path)
