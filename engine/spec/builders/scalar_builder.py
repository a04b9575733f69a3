"""Builders of scalars: the slot decides what a text is, never YAML."""

from __future__ import annotations

import re

from engine.spec.builders.builder import Value
from engine.spec.read_report import ReadReport
from engine.spec.syntax.yaml_nodes import Node, ScalarNode
from engine.spec.syntax.yaml_scalars import block_header, is_cut, scalar_text

_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


class SqlBuilder:
    """Exact SQL: only in the style that the writer would choose, or as a `|-` block."""

    def __init__(self, wanted: str, *, empty: bool) -> None:
        self.wanted, self.empty = wanted, empty

    def build(self, report: ReadReport, node: Node) -> str | None:
        if not isinstance(node, ScalarNode):
            return report.unexpected(node, self.wanted)
        text = node.value
        if not text and not node.style:
            if self.empty:
                return None
            return report.add(node, "empty", f"A value is missing: {self.wanted} belongs here")
        source = report.text[node.start : node.end]
        if node.style == "|":
            if source.partition("\n")[0] not in ("|-", block_header(text)):
                report.restyled(node, scalar_text(text))
        elif source != (written := scalar_text(text, flow=node.flow)):
            if node.flow and is_cut(text):
                return report.add(
                    node, "cut", "A comma inside brackets or quotes splits this text in two", "put it in quotes"
                )
            report.restyled(node, written)
        return text


class TextBuilder:
    """Prose, in any style without a YAML comment."""

    def build(self, report: ReadReport, node: Node) -> str | None:
        if not isinstance(node, ScalarNode):
            return report.unexpected(node, "a text")
        if not node.value and not node.style:
            return report.add(node, "empty", "A text is missing here", 'an empty one is `""`')
        if node.style in ("|", ">") and "#" in report.source(node).partition("\n")[0]:
            report.add(node, "comment", "A YAML comment would be lost", "write it as `note:`")
        return node.value


class WordBuilder:
    """A keyword or a flag: a plain text that a table knows."""

    def __init__(self, what: str, known: dict[str, Value], *, empty: bool = False) -> None:
        self.what, self.known, self.empty = what, known, empty

    def build(self, report: ReadReport, node: Node) -> Value:
        if not isinstance(node, ScalarNode):
            return report.unexpected(node, f"a {self.what}")
        if self.empty and not node.value and not node.style:
            return None
        if node.style or node.value not in self.known:
            return report.unknown(node, f"a {self.what}", list(self.known))
        return self.known[node.value]


class NumberBuilder:
    """Decimal digits."""

    def build(self, report: ReadReport, node: Node) -> int | None:
        if isinstance(node, ScalarNode) and not node.style and _NUMBER.fullmatch(node.value):
            return int(node.value)
        return report.unexpected(node, "a whole number of up to nine digits")


class NothingBuilder:
    """A key without a value."""

    def build(self, report: ReadReport, node: Node) -> None:
        if not isinstance(node, ScalarNode) or node.value or node.style:
            report.add(node, "type", "This key takes no value", "leave the value out")
