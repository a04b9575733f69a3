"""A tree of PL/pgSQL as one flat list: equal lists are equal trees."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple

from engine.plpgsql.lexer import folded
from engine.plpgsql.tree import Body, Condition, Execute, Fragment, Into, Opaque, Sql
from engine.proof.end_labels import wrong_end_labels
from engine.proof.name import plain_name

Rewrite = Callable[[Any], Any]


class Item(NamedTuple):
    """One value of a tree: what it is, where it stands, and the rule under which it may differ, if any."""

    tag: str
    value: Any
    at: int
    rule: str = ""


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """Every field but the places: a field that is new tomorrow is compared tomorrow."""
    return tuple(field.name for field in fields(kind) if field.name not in {"span", "begin", "reason"})


def items(body: Body, rewrites: tuple[Rewrite, ...]) -> Iterator[Item]:
    """The pragmas and the block of a body, in order; then what stands outside of them or names nothing."""
    yield from _walk("pragmas", body.pragmas, 0, rewrites)
    yield from _walk("block", body.block, 0, rewrites)
    for opaque in body.opaque:
        if body.block is None or opaque.span.start >= body.block.span.end:
            yield Item("what follows the last END", opaque, opaque.span.start)
    for at, label in wrong_end_labels(body):
        yield Item("a label after END", label, at)


def _walk(tag: str, value: Any, at: int, rewrites: tuple[Rewrite, ...]) -> Iterator[Item]:  # noqa: ANN401
    if isinstance(value, tuple):
        yield Item(f"{tag}, how many", len(value), at)
        for entry in value:
            yield from _walk(tag, entry, at, rewrites)
    elif isinstance(value, Fragment):
        yield Item(tag, value, value.span.start)
    elif is_dataclass(value):
        yield from _walk_node(value, at, rewrites)
    else:
        yield Item(tag, plain_name(folded(value)) if isinstance(value, str) else value, at)


def _walk_node(node: Any, at: int, rewrites: tuple[Rewrite, ...]) -> Iterator[Item]:  # noqa: ANN401
    for rewrite in rewrites:
        node = rewrite(node)
    kind = type(node).__name__
    at = node.span.start if hasattr(node, "span") else at
    yield Item("kind", kind, at)
    if isinstance(node, Opaque):
        yield Item("what was not understood", node, at)
        return
    if isinstance(node, Condition) and node.sqlstate:
        yield Item("SQLSTATE", node.name, at)
        return
    yield from _order(node, at)
    for part in _parts(type(node)):
        yield from _walk(f"{kind}.{part}", getattr(node, part), at, rewrites)


def _order(node: Any, at: int) -> Iterator[Item]:  # noqa: ANN401
    """Where INTO and USING stood, which the tree does not tell."""
    into: Into | None = getattr(node, "into", None)
    if isinstance(node, Sql) and into:
        yield Item("the place of INTO", node.statement.ranges[0][1] - node.statement.ranges[0][0], at, "into_place")
    if isinstance(node, Execute) and into and node.using:
        yield Item("the place of INTO", into.span.start < node.using[0].span.start, at, "into_place")
