"""A PL/pgSQL tree as one flat list: equal lists mean equal trees."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple

from engine.plpgsql.tree import Body, Condition, Execute, Fragment, Into, Opaque, Sql
from engine.proof.end_labels import find_wrong_end_labels
from engine.proof.rule import Rule
from engine.proof.text.identifiers import fold_name

COUNT = ", how many"
"""Ends the tag of the item after a list: there, so that the entries are compared first and show where they differ."""


class TreeItem(NamedTuple):
    """One value of a tree: what it is, its position, and the rule under which it may differ, if any."""

    tag: str
    value: Any
    at: int
    rule: str = ""


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """Return every field but positions: a field that is added later is compared at once."""
    return tuple(part.name for part in fields(kind) if part.name not in {"span", "begin", "reason"})


@dataclass(frozen=True, slots=True)
class TreeWalk:
    """A walk through a body under rules; `used` collects those that rewrote a node."""

    rules: tuple[Rule, ...]
    used: set[str] = field(default_factory=set)

    def items(self, body: Body) -> Iterator[TreeItem]:
        """Yield the pragmas and the block of a body, in order; then anything after the block, and wrong labels."""
        yield from self._value("pragmas", body.pragmas, 0)
        yield from self._value("block", body.block, 0)
        for opaque in body.opaque:
            if body.block is None or opaque.span.start >= body.block.span.end:
                yield TreeItem("the text after the last END", opaque, opaque.span.start)
        for at, label in find_wrong_end_labels(body):
            yield TreeItem("a label after END", label, at)

    def _value(self, tag: str, value: Any, at: int) -> Iterator[TreeItem]:  # noqa: ANN401 - any part of a tree
        if isinstance(value, tuple):
            for entry in value:
                yield from self._value(tag, entry, at)
            yield TreeItem(f"{tag}{COUNT}", len(value), _end_of(value, at))
        elif isinstance(value, Fragment):
            yield TreeItem(tag, value, value.span.start)
        elif is_dataclass(value):
            yield from self._node(self._rewritten(value), at)
        else:
            yield TreeItem(tag, fold_name(value) if isinstance(value, str) else value, at)

    def _rewritten(self, node: Any) -> Any:  # noqa: ANN401
        for rule in self.rules:
            if rule.statement:
                rewritten = rule.statement(node)
                if rewritten is not node and rewritten != node:
                    self.used.add(rule.name)
                    node = rewritten
        return node

    def _node(self, node: Any, at: int) -> Iterator[TreeItem]:  # noqa: ANN401
        kind = type(node).__name__
        at = node.span.start if hasattr(node, "span") else at
        yield TreeItem("kind", kind, at)
        if isinstance(node, Opaque):
            yield TreeItem("what was not understood", node, at)
            return
        if isinstance(node, Condition) and node.sqlstate:
            yield TreeItem("SQLSTATE", node.name, at)
            return
        yield from _order(node, at)
        for part in _parts(type(node)):
            yield from self._value(f"{kind}.{part}", getattr(node, part), at)


def _end_of(entries: tuple[Any, ...], at: int) -> int:
    """The last character of a list of nodes."""
    if not entries or not hasattr(entries[-1], "span"):
        return at
    end: int = entries[-1].span.end
    return end - 1


def _order(node: Any, at: int) -> Iterator[TreeItem]:  # noqa: ANN401
    """Yield the positions of INTO and USING, which the tree does not keep."""
    into: Into | None = getattr(node, "into", None)
    if isinstance(node, Sql) and into:
        yield TreeItem(
            "the position of INTO", node.statement.ranges[0][1] - node.statement.ranges[0][0], at, "into_place"
        )
    if isinstance(node, Execute) and into and node.using:
        yield TreeItem("the position of INTO", into.span.start < node.using[0].span.start, at, "into_place")
