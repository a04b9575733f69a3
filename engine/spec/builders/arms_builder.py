"""Builder of the arms of a choice."""

from __future__ import annotations

from engine.spec.builders.builder import Value
from engine.spec.builders.collection_builder import unique_entries
from engine.spec.builders.record_builder import RecordBuilder
from engine.spec.read_report import ReadReport
from engine.spec.syntax.yaml_nodes import ListNode, MappingNode, Node


class ArmsBuilder:
    """Lists of steps by the keys of their arms; an arm with a note is a mapping."""

    def __init__(self, made: type, long: RecordBuilder) -> None:
        self.made, self.long = made, long
        self.steps = long.keys["then"]

    def build(self, report: ReadReport, node: Node) -> tuple[Value, ...] | None:
        if not isinstance(node, MappingNode) or not node.entries:
            return report.unexpected(node, "a mapping of steps by case")
        return tuple(self._arm(report, key, item) for key, item in unique_entries(report, node))

    def _arm(self, report: ReadReport, key: str, node: Node) -> Value:
        if isinstance(node, ListNode):
            values: dict[str, Value] = {"key": key}
            self.steps.collect(report, node, values)
            return self.made(**values)
        arm = self.long.build_with(report, node, {"key": key})
        if arm is not None and arm.note is None:
            report.add(node, "second_way", "This arm has no note", f"write the list of its steps after `{key}:`")
        return arm
