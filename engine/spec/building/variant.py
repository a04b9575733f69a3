"""Builder of mappings whose kind key tells their shape."""

from __future__ import annotations

from engine.spec.building.builder import Builder, Value
from engine.spec.nodes import MappingNode, Node, ScalarNode
from engine.spec.report import Report
from engine.spec.shape import SHAPES, Family


class VariantBuilder:
    """One shape of a family. A kind key may stand beside another kind that has it as a companion."""

    def __init__(self, family: type[Family], builders: dict[str, Builder]) -> None:
        self.word, self.elsewhere, self.builders = family.word, family.elsewhere, builders
        self.companions = {kind: SHAPES[made].companions for kind, made in family.kinds.items()}

    def build(self, report: Report, node: Node) -> Value:
        if not isinstance(node, MappingNode):
            return report.unexpected(node, f"a {self.word}")
        found = [key for key, _ in node.entries if key.value in self.builders]
        if not found:
            return self._kindless(report, node)
        names = {key.value for key in found}
        for key in found:
            if names - {key.value} <= self.companions[key.value]:
                return self.builders[key.value].build(report, node)
        return self._two_kinds(report, found)

    def _kindless(self, report: Report, node: MappingNode) -> None:
        if not node.entries:
            return report.add(node, "kind", f"This {self.word} is empty", "a key tells its kind")
        first = node.entries[0][0]
        ours = self.elsewhere.get(first.value)
        if ours is not None:
            return report.add(first, "unknown", f"`{first.value}` is no kind of {self.word} here", f"it is `{ours}`")
        return report.unknown(first, f"kind of {self.word}", list(self.builders))

    def _two_kinds(self, report: Report, found: list[ScalarNode]) -> None:
        names = " and ".join(f"`{key.value}`" for key in found)
        report.add(found[1], "two-kinds", f"A {self.word} has one kind; this one has {names}", "make two of it")
