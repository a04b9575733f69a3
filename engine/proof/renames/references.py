"""How a piece of SQL uses a variable."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.plpgsql.tree import Fragment
from engine.proof.difference_error import DifferenceError
from engine.proof.parse_tree import Node, parse_tree
from engine.proof.text.identifiers import is_keyword

_PREFIX = {
    "expression": "SELECT ", "target": "SELECT ", "perform": "SELECT ", "call": "CALL ", "statement": "", "query": "",
}  # fmt: skip
_VALUE_ONLY = frozenset({"expression", "target", "perform"})  # nobody hears what their own column is called
_TYPE_NAMES = re.compile(r"int\d|float\d|bool|bpchar|varchar|varbit|timestamptz|timetz|text|jsonb?|uuid|bytea|date")
_SYSTEM = re.compile(r"ctid|[xc](min|max)|tableoid|column\d+|ordinality|excluded")
_HANDLED = frozenset(
    {"sqlstate", "sqlerrm"}
)  # PL/pgSQL declares them in every block with an EXCEPTION, nearer than ours


@dataclass(frozen=True, slots=True)
class VariableUses:
    """How often a variable is read, and beside which relations."""

    count: int
    relations: frozenset[str]


def is_server_name(name: str) -> bool:
    """Whether a column or a variable may get this name without anybody writing it."""
    if name.startswith('"') or is_keyword(name) or name in _HANDLED:
        return True
    return bool(_TYPE_NAMES.fullmatch(name) or _SYSTEM.fullmatch(name))


def is_readable(fragment: Fragment) -> bool:
    """Whether PostgreSQL's parser reads it: what it does not may be a template's, and come to name any variable."""
    prefix = _PREFIX.get(fragment.kind)
    if prefix is None:
        return True
    try:
        parse_tree(prefix + fragment.text)
    except DifferenceError:
        return False
    return True


def find_uses(name: str, fragment: Fragment) -> VariableUses | None:
    """The plain references to a variable; None if an inner column would be named after it, or nothing is known."""
    prefix = _PREFIX.get(fragment.kind)
    if prefix is None:
        return None
    try:
        (statement,) = parse_tree(prefix + fragment.text)
    except (DifferenceError, ValueError):
        return None
    nodes = list(_nodes(statement))
    named = [node["ResTarget"] for node in nodes if "ResTarget" in node]
    if fragment.kind in _VALUE_ONLY:
        named = named[1:]
    if any("name" not in target and _column(target.get("val", {})) == name for target in named):
        return None
    references = sum(_first_field(node["ColumnRef"]) == name for node in nodes if "ColumnRef" in node)
    return VariableUses(references, frozenset(_relations(nodes)))


def _nodes(value: Any) -> Iterator[Node]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def _first_field(reference: Node) -> str | None:
    return reference["fields"][0].get("String", {}).get("sval")


def _column(value: Node) -> str | None:
    """The name that a select item gives its column, if a reference gives it."""
    if "TypeCast" in value:
        return _column(value["TypeCast"].get("arg", {}))
    if "CollateClause" in value:
        return _column(value["CollateClause"].get("arg", {}))
    if "A_Indirection" in value:
        return _column(value["A_Indirection"].get("arg", {}))
    return _first_field(value["ColumnRef"]) if "ColumnRef" in value else None


def _relations(nodes: list[Node]) -> Iterator[str]:
    """What columns may come from, as the text names it; a WITH query or a call is nothing that a catalog knows."""
    queries = {node["CommonTableExpr"]["ctename"] for node in nodes if "CommonTableExpr" in node}
    for node in nodes:
        if "RangeFunction" in node:
            yield "a function in FROM"
        if "relname" in node and "relpersistence" in node:
            name = node["relname"]
            if "schemaname" in node:
                yield f"{node['schemaname']}.{name}"
            else:
                yield f"WITH {name}" if name in queries else name
