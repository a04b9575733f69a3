"""Builder of the fields of an entity."""

from __future__ import annotations

from engine.spec.building.builder import Builder, Value
from engine.spec.building.collection import named
from engine.spec.building.record import RecordBuilder
from engine.spec.field_text import field_of, field_text
from engine.spec.nodes import MappingNode, Node
from engine.spec.report import Report


class FieldsBuilder:
    """A field each, in its short form wherever that says it all."""

    def __init__(self, short: Builder, long: RecordBuilder) -> None:
        self.short, self.long = short, long

    def build(self, report: Report, node: Node) -> tuple[Value, ...] | None:
        if not isinstance(node, MappingNode):
            return report.unexpected(node, "a mapping of fields")
        return tuple(self._field(report, name, item) for name, item in named(report, node))

    def _field(self, report: Report, name: str, node: Node) -> Value:
        if not isinstance(node, MappingNode):
            text = self.short.build(report, node)
            return None if text is None else field_of(name, text)
        field = self.long.build_with(report, node, {"name": name})
        short = None if field is None else field_text(field)
        if short is not None:
            report.add(node, "second-way", "The short form says as much", f"write `{name}: {short}`")
        return field
