"""Builder of mappings whose kind key determines their shape."""

from __future__ import annotations

from functools import cache

from engine.spec.builders.builder import Value
from engine.spec.builders.record_builder import RecordBuilder
from engine.spec.builders.scalar_builder import SqlBuilder
from engine.spec.document.conditional_step import (
    CONDITION_KEYS,
    CONDITIONAL_KINDS,
    EXISTS_KEYS,
    condition_from_entry,
    under_condition,
)
from engine.spec.read_report import ReadReport
from engine.spec.shapes.shape import SHAPES, ShapeFamily
from engine.spec.syntax.yaml_nodes import MappingNode, Node, ScalarNode

NOTE, STEP = "note", "step"
_SQL = SqlBuilder("SQL", empty=False)


class VariantBuilder:
    """One shape of a family. A kind key may appear beside another kind that has it as a companion."""

    def __init__(self, family: type[ShapeFamily], builders: dict[str, RecordBuilder]) -> None:
        self.word, self.elsewhere, self.builders = family.word, family.elsewhere, builders
        self.branches = cache(lambda: builders["if"].without("if"))  # an IF whose condition is known
        self.companions = {kind: SHAPES[made].companions for kind, made in family.kinds.items()}

    def build(self, report: ReadReport, node: Node) -> Value:
        return self.build_with(report, node, {})

    def build_with(self, report: ReadReport, node: Node, values: dict[str, Value]) -> Value:
        """Return the variant made of the node and the known values."""
        if not isinstance(node, MappingNode):
            return report.unexpected(node, f"a {self.word}")
        found = [key for key, _ in node.entries if key.value in self.builders]
        kinds = {key.value for key in found} - {NOTE}
        condition = self._condition(node, kinds)
        if condition is not None:
            return self._conditional(report, node, *condition, is_branching=not kinds)
        if not found:
            return self._kindless(report, node)
        names = {key.value for key in found}
        strangers = [key for key, _ in node.entries if key.value not in self.builders]
        if names == {NOTE} and strangers:  # a misspelt kind with a note, not a note with a stray key
            return self._unknown(report, strangers[0])
        for key in found:
            if names - {key.value} <= self.companions[key.value]:
                return self.builders[key.value].build_with(report, node, values)
        return self._two_kinds(report, found)

    def _condition(self, node: MappingNode, kinds: set[str]) -> tuple[ScalarNode, Node] | None:
        """Return the key and value of a condition beside a plain kind, or of one that is in place of a kind."""
        if self.word != STEP:
            return None
        if kinds and not kinds & CONDITIONAL_KINDS:
            return None
        keys = CONDITION_KEYS if kinds else EXISTS_KEYS
        return next((entry for entry in node.entries if entry[0].value in keys), None)

    def _conditional(
        self, report: ReadReport, node: MappingNode, key: ScalarNode, value: Node, *, is_branching: bool
    ) -> Value:
        plain = MappingNode(node.start, [entry for entry in node.entries if entry[0] is not key])
        text = _SQL.build(report, value)
        condition = "" if text is None else condition_from_entry(key.value, text)
        if is_branching:
            return self.branches().build_with(report, plain, {"condition": condition})
        step = self.build(report, plain)
        if step is None or text is None:
            return None
        return under_condition(step, condition)

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
