"""PostgreSQL's syntax tree as a flat list of nodes, each with its parent."""

from functools import cache, lru_cache
from typing import Any, NamedTuple

from pglast import ast, parse_sql
from pglast.parser import ParseError

from engine.plpgsql.tree import Fragment, FragmentKind
from engine.source.parse_statement import MAX_CHAIN

_BEFORE: dict[FragmentKind, str] = {"expression": "SELECT ", "perform": "SELECT ", "call": "CALL "}
_PARSED = frozenset({"expression", "perform", "call", "query", "statement"})


class FlatNode(NamedTuple):
    """A node and the index of its parent in the list; -1 for the root."""

    node: ast.Node
    parent: int


class SqlTree(NamedTuple):
    """A parsed text: `prefix` characters were put before it, as `SELECT ` before an expression."""

    nodes: tuple[FlatNode, ...]
    prefix: int


def fragment_tree(fragment: Fragment) -> SqlTree | None:
    """The tree of a PL/pgSQL fragment; None for types, names and what does not parse."""
    if fragment.kind not in _PARSED:
        return None
    return _parsed(_BEFORE.get(fragment.kind, ""), fragment.text)


@lru_cache(maxsize=4096)
def _parsed(before: str, text: str) -> SqlTree | None:
    if len(text) > 20 * MAX_CHAIN:
        return None
    try:
        statements = parse_sql(before + text)
    except (ParseError, RecursionError):
        return None
    root = statements[0].stmt if len(statements) == 1 else None
    if root is not None:
        return SqlTree(flatten(root), len(before))
    return None


def flatten(root: ast.Node) -> tuple[FlatNode, ...]:
    """A tree in the order of its text, parents before children."""
    found: list[FlatNode] = []
    stack: list[tuple[object, int]] = [(root, -1)]
    while stack:
        value, parent = stack.pop()
        if isinstance(value, tuple):
            stack += [(each, parent) for each in reversed(value)]
        elif isinstance(value, ast.Node):
            here = len(found)
            found.append(FlatNode(value, parent))
            for name in reversed(_child_slots(type(value))):
                child = getattr(value, name)
                if child is not None:
                    stack.append((child, here))
    return tuple(found)


@cache
def _child_slots(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a node class; pglast types its slots nowhere
    """The attributes of a node class that can hold other nodes."""
    return tuple(name for name, info in kind.__slots__.items() if info.c_type.endswith("*") and info.c_type != "char*")
