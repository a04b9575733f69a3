"""The strict reader: there is one way to write each thing, and every mistake is reported with its place."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, TypeVar

from engine.spec.builders.builder import Builder
from engine.spec.builders.record_builder import RecordBuilder
from engine.spec.builders.slot_builder import builder_of_shape, builder_of_slot
from engine.spec.document.file import SpecFile
from engine.spec.document.title import UNTITLED, restore_title
from engine.spec.read_report import ReadReport
from engine.spec.spec_error import SpecError
from engine.spec.syntax.yaml_nodes import MappingNode, Node
from engine.spec.syntax.yaml_parser import parse_yaml

T = TypeVar("T")
TITLES: Final = frozenset({"entity", "module"})


def read_spec(text: str, path: str = "") -> SpecFile:
    """Return the spec in a text; raise SpecError with the first mistake, which holds the others."""
    return read_spec_node(parse_yaml(text, path), text, path)


def read_spec_node(node: Node, text: str, path: str = "") -> SpecFile:
    """Return the spec in a part of a text."""
    keys = {key.value for key, _ in node.entries} if isinstance(node, MappingNode) else set()
    if "actions" not in keys or keys & TITLES:
        return _read_node(builder_of_shape(SpecFile), node, text, path)
    spec = restore_title(_read_node(_untitled_builder(), node, text, path))
    if spec is None:
        hint = "name one of them; only a file of one action needs no title"
        raise SpecError("one_of", "Exactly one of `entity` and `module` belongs here", hint=hint, path=path, start=0)
    return spec


@cache
def _untitled_builder() -> Builder:
    return RecordBuilder(UNTITLED, builder_of_slot)


def read_shape(made: type[T], text: str, path: str = "") -> T:
    """Return a value of any shape of the model from a text."""
    return _read_node(builder_of_shape(made), parse_yaml(text, path), text, path)


def _read_node(builder: Builder, node: Node, text: str, path: str) -> Any:  # noqa: ANN401  a value of any shape
    report = ReadReport(text, path)
    value = builder.build(report, node)
    if report.errors:
        first, *others = sorted(report.errors, key=lambda error: (error.line, error.column))
        first.others = tuple(others)
        raise first
    return value


def read_spec_bytes(content: bytes, path: str = "") -> SpecFile:
    """Return the spec in a file; bytes that are not UTF-8 are a mistake like any other."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        start = len(content[: error.start].decode("utf-8"))
        sentence = f"Byte {error.start} is not UTF-8"
        raise SpecError(
            "encoding", sentence, hint="save the file as UTF-8", path=path, line=line, start=start
        ) from None
    return read_spec(text, path)
