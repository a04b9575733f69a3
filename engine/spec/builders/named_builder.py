"""Builder of records by name, such as parameters and declarations."""

from __future__ import annotations

from typing import Protocol

from engine.spec.builders.builder import Builder, Value
from engine.spec.builders.collection_builder import ListBuilder, unique_entries
from engine.spec.document.short_forms import ShortForm, name_from_key
from engine.spec.read_report import ReadReport
from engine.spec.syntax.yaml_nodes import ListNode, MappingNode, Node


class LongBuilder(Protocol):
    """Builds a record whose name is known."""

    def build_with(self, report: ReadReport, node: Node, values: dict[str, Value]) -> Value: ...


class NamedBuilder:
    """A mapping of records by name, or a list of them, which is needed only where two share a name."""

    def __init__(self, form: ShortForm, short: Builder, long: LongBuilder, listed: Builder) -> None:
        self.form, self.short, self.long, self.listed = form, short, long, ListBuilder(listed)

    def build(self, report: ReadReport, node: Node) -> tuple[Value, ...] | None:
        if isinstance(node, ListNode):
            return self.listed.build(report, node)
        if not isinstance(node, MappingNode):
            return report.unexpected(node, "a mapping")
        entries = unique_entries(report, node)
        return tuple(self._record(report, key, item, place) for place, (key, item) in enumerate(entries, 1))

    def _record(self, report: ReadReport, key: str, node: Node, place: int) -> Value:
        name = name_from_key(key)
        if name is None and key != f"${place}":
            return report.add(node, "unnamed", f"This is entry {place}, not {key}", f"write `${place}:`")
        if not isinstance(node, MappingNode):
            text = self.short.build(report, node)
            if text is None:
                return None
            return self.form.value(name, text)
        value = self.long.build_with(report, node, {"name": name})
        short = None if value is None else self.form.text(value)
        if short is not None:
            report.add(node, "second_way", "The short form is enough here", f"write `{key}: {short}`")
        return value
