"""Builders of mappings that have the keys of a shape."""

from __future__ import annotations

from collections.abc import Callable

from engine.spec.builders.builder import Builder, Value
from engine.spec.read_report import ReadReport
from engine.spec.shapes import slots
from engine.spec.shapes.shape import REQUIRED, KeyGroup, Shape, ShapeKey
from engine.spec.shapes.slots import Slot
from engine.spec.syntax.yaml_nodes import MappingNode, Node

FindBuilder = Callable[[Slot], Builder]


class RecordBuilder:
    """A mapping with the keys of one shape."""

    def __init__(self, shape: Shape, find: FindBuilder) -> None:
        self.shape = shape
        self.find = find
        self.keys = {key.key: _entry(key, shape.kind, find) for key in shape.keys}
        self.needed, self.is_ruled = _needed(shape), shape.is_ruled

    def without(self, name: str) -> RecordBuilder:
        """Return the builder of the shape without one of its keys."""
        return RecordBuilder(self.shape.without(name), self.find)

    def build(self, report: ReadReport, node: Node) -> Value:
        return self.build_with(report, node, {})

    def build_with(self, report: ReadReport, node: Node, values: dict[str, Value]) -> Value:
        """Return the record made of the node and the known values."""
        if not isinstance(node, MappingNode):
            return report.unexpected(node, "a mapping")
        before = report.mistakes
        seen = _collect(report, node, self.keys, values)
        _check_needed(report, node, self.needed, seen)
        if self.is_ruled:
            _check_rules(report, node, self.shape, seen)
        if report.mistakes > before:
            return None
        return self.shape.made(**values)


class KeyEntry:
    """One key of a shape: its value becomes one attribute."""

    def __init__(self, key: ShapeKey, builder: Builder, *, spelled_out: bool) -> None:
        self.name, self.attribute, self.default = key.key, key.attribute, key.default
        self.build, self.spelled_out = builder.build, spelled_out

    def collect(self, report: ReadReport, node: Node, values: dict[str, Value]) -> None:
        """Add the attribute to the values; a default must not be spelled out."""
        value = values[self.attribute] = self.build(report, node)
        if (value == self.default and value is not None) != self.spelled_out:
            report.add(node, "second_way", f"`{self.name}` has its default value here", "leave it out")


class GroupEntry:
    """A kind key whose mapping holds attributes of the step itself."""

    def __init__(self, group: KeyGroup, find: FindBuilder) -> None:
        self.keys = {key.key: _entry(key, "", find) for key in group.keys}
        self.needed = _needed(group)

    def collect(self, report: ReadReport, node: Node, values: dict[str, Value]) -> None:
        """Add all attributes of the group to the values."""
        if not isinstance(node, MappingNode):
            return report.unexpected(node, "a mapping")
        return _check_needed(report, node, self.needed, _collect(report, node, self.keys, values))


Entry = KeyEntry | GroupEntry


def _entry(key: ShapeKey | KeyGroup, kind: str, find: FindBuilder) -> Entry:
    if isinstance(key, KeyGroup):
        return GroupEntry(key, find)
    return KeyEntry(key, find(key.slot), spelled_out=key.key == kind and isinstance(key.slot, slots.FlagSlot))


def _needed(shape: Shape | KeyGroup) -> tuple[str, ...]:
    return tuple(key.key for key in shape.keys if isinstance(key, ShapeKey) and key.default is REQUIRED)


def _collect(report: ReadReport, node: MappingNode, keys: dict[str, Entry], values: dict[str, Value]) -> set[str]:
    seen: set[str] = set()
    for key, item in node.entries:
        entry = keys.get(key.value)
        if entry is None or key.style:
            report.unknown(key, "a key here", list(keys))
        elif key.value in seen:
            report.duplicate(key)
        else:
            seen.add(key.value)
            entry.collect(report, item, values)
    return seen


def _check_needed(report: ReadReport, node: MappingNode, needed: tuple[str, ...], seen: set[str]) -> None:
    for name in needed:
        if name not in seen:
            report.add(node, "missing", f"The key `{name}` is missing here")


def _check_rules(report: ReadReport, node: MappingNode, shape: Shape, seen: set[str]) -> None:
    if shape.one_of and len(seen.intersection(shape.one_of)) != 1:
        names = " and ".join(f"`{name}`" for name in shape.one_of)
        report.add(node, "one_of", f"Exactly one of {names} belongs here")
    for one, other in shape.not_both:
        if one in seen and other in seen:
            report.add(node, "not_both", f"`{one}` and `{other}` cannot be used together")
    for one, other in shape.needs:
        if one in seen and other not in seen:
            report.add(node, "needs", f"`{one}` means nothing without `{other}`")
