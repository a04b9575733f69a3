"""Builders of lists, and of mappings whose keys are the source's own."""

from __future__ import annotations

from engine.spec.builders.builder import Builder, Value
from engine.spec.read_report import ReadReport
from engine.spec.syntax.yaml_nodes import ListNode, MappingNode, Node
from engine.spec.syntax.yaml_scalars import key_text


class ListBuilder:
    """A list."""

    def __init__(self, item: Builder) -> None:
        self.item = item

    def build(self, report: ReadReport, node: Node) -> tuple[Value, ...] | None:
        if not isinstance(node, ListNode):
            return report.unexpected(node, "a list")
        build = self.item.build
        return tuple([build(report, item) for item in node.items])


class OneOrManyBuilder:
    """A scalar for one, a list for several."""

    def __init__(self, item: Builder) -> None:
        self.one, self.many = item, ListBuilder(item)

    def build(self, report: ReadReport, node: Node) -> tuple[Value, ...] | None:
        if not isinstance(node, ListNode):
            return (self.one.build(report, node),)
        if len(node.items) < 2:
            report.add(node, "second_way", "This list has fewer than two entries", "write the entry without brackets")
        return self.many.build(report, node)


class MappingBuilder:
    """A mapping whose keys are the source's own."""

    def __init__(self, value: Builder) -> None:
        self.value = value

    def build(self, report: ReadReport, node: Node) -> tuple[tuple[str, Value], ...] | None:
        if not isinstance(node, MappingNode):
            return report.unexpected(node, "a mapping")
        return tuple((name, self.value.build(report, item)) for name, item in unique_entries(report, node))


def unique_entries(report: ReadReport, mapping: MappingNode) -> list[tuple[str, Node]]:
    """Return the entries of a mapping whose keys are exact SQL."""
    found: dict[str, Node] = {}
    for key, item in mapping.entries:
        if key.value in found:
            report.duplicate(key)
            continue
        written = key_text(key.value, flow=key.flow)
        if report.source(key) != written:
            report.restyled(key, written)
        found[key.value] = item
    return list(found.items())


class EitherBuilder:
    """A scalar, or a mapping for what a scalar cannot express."""

    def __init__(self, scalar: Builder, record: Builder) -> None:
        self.scalar, self.record = scalar, record

    def build(self, report: ReadReport, node: Node) -> Value:
        return (self.record if isinstance(node, MappingNode) else self.scalar).build(report, node)
