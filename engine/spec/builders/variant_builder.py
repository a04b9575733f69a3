"""Builder of mappings whose kind key determines their shape."""

from __future__ import annotations

from engine.spec.builders.builder import Value
from engine.spec.builders.record_builder import RecordBuilder
from engine.spec.builders.scalar_builder import SqlBuilder
from engine.spec.document.conditional_step import CONDITIONAL_KINDS, WHEN, under_condition
from engine.spec.read_report import ReadReport
from engine.spec.shapes.shape import SHAPES, ShapeFamily
from engine.spec.syntax.yaml_nodes import MappingNode, Node, ScalarNode

NOTE, STEP = "note", "step"
_SQL = SqlBuilder("SQL", empty=False)


class VariantBuilder:
    """One shape of a family. A kind key may appear beside another kind that has it as a companion."""

    def __init__(self, family: type[ShapeFamily], builders: dict[str, RecordBuilder]) -> None:
        self.word, self.elsewhere, self.builders = family.word, family.elsewhere, builders
        self.companions = {kind: SHAPES[made].companions for kind, made in family.kinds.items()}

    def build(self, report: ReadReport, node: Node) -> Value:
        return self.build_with(report, node, {})

    def build_with(self, report: ReadReport, node: Node, values: dict[str, Value]) -> Value:
        """Return the variant made of the node and the known values."""
        if not isinstance(node, MappingNode):
            return report.unexpected(node, f"a {self.word}")
        found = [key for key, _ in node.entries if key.value in self.builders]
        if not found:
            return self._kindless(report, node)
        condition = self._condition(node, found)
        if condition is not None:
            return self._conditional(report, node, condition)
        names = {key.value for key in found}
        strangers = [key for key, _ in node.entries if key.value not in self.builders]
        if names == {NOTE} and strangers:  # a misspelt kind with a note, not a note with a stray key
            return self._unknown(report, strangers[0])
        for key in found:
            if names - {key.value} <= self.companions[key.value]:
                return self.builders[key.value].build_with(report, node, values)
        return self._two_kinds(report, found)

    def _condition(self, node: MappingNode, found: list[ScalarNode]) -> Node | None:
        """Return the value of `when` beside a kind of step that has none of its own."""
        if self.word != STEP or not any(key.value in CONDITIONAL_KINDS for key in found):
            return None
        return next((value for key, value in node.entries if key.value == WHEN), None)

    def _conditional(self, report: ReadReport, node: MappingNode, condition: Node) -> Value:
        plain = MappingNode(node.start, [entry for entry in node.entries if entry[0].value != WHEN])
        step, when = self.build(report, plain), _SQL.build(report, condition)
        if step is None or when is None:
            return None
        return under_condition(step, when)

    def _kindless(self, report: ReadReport, node: MappingNode) -> None:
        if not node.entries:
            return report.add(node, "kind", f"This {self.word} is empty", "one key names its kind")
        return self._unknown(report, node.entries[0][0])

    def _unknown(self, report: ReadReport, key: ScalarNode) -> None:
        ours = self.elsewhere.get(key.value)
        if ours is not None:
            return report.add(
                key, "unknown", f"`{key.value}` is not a kind of {self.word} here", f"it is called `{ours}`"
            )
        return report.unknown(key, f"a kind of {self.word}", list(self.builders))

    def _two_kinds(self, report: ReadReport, found: list[ScalarNode]) -> None:
        names = " and ".join(f"`{key.value}`" for key in found)
        report.add(found[1], "two_kinds", f"A {self.word} has one kind; this one has {names}", "split it in two")
