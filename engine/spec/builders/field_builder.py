"""Builder of the fields of an entity."""

from __future__ import annotations

from engine.spec.builders.builder import Builder, Value
from engine.spec.builders.collection_builder import unique_entries
from engine.spec.builders.record_builder import RecordBuilder
from engine.spec.document.field_text import field_from_text, field_text
from engine.spec.read_report import ReadReport
from engine.spec.syntax.yaml_nodes import MappingNode, Node


class FieldsBuilder:
    """Fields by name, each in its short form where that is complete."""

    def __init__(self, short: Builder, long: RecordBuilder) -> None:
        self.short, self.long = short, long

    def build(self, report: ReadReport, node: Node) -> tuple[Value, ...] | None:
        if not isinstance(node, MappingNode):
            return report.unexpected(node, "a mapping of fields")
        return tuple(self._field(report, name, item) for name, item in unique_entries(report, node))

    def _field(self, report: ReadReport, name: str, node: Node) -> Value:
        if not isinstance(node, MappingNode):
            text = self.short.build(report, node)
            if text is None:
                return None
            return field_from_text(name, text)
        field = self.long.build_with(report, node, {"name": name})
        short = None if field is None else field_text(field)
        if short is not None:
            report.add(node, "second_way", "The short form is enough here", f"write `{name}: {short}`")
        return field
