"""A unit as shape nodes: its header, its body, or the statement that it is."""

import json
from functools import cache
from typing import Any

from pglast import ast

from engine.plpgsql import parse_body
from engine.plpgsql.tree import Alias, Body, Cursor, CursorParameter, ForCursor, ForRange, Variable
from engine.proof.difference_error import DifferenceError
from engine.proof.parse_tree import Rewrite, parse_tree
from engine.proof.rules import all_rules
from engine.proof.text.identifiers import fold_name
from engine.proof.tree_nodes import walk_nodes
from engine.retrieval.shape.fingerprint import fingerprint
from engine.retrieval.shape.shape_node import ShapeNode
from engine.retrieval.shape.sql_shape import Shapes, SqlScope, sql_shapes
from engine.retrieval.shape.step_shape import StepReader
from engine.source.routine_body import routine_body
from engine.source.unit import Unit

_BODY = frozenset({"as", "language"})


def unit_fingerprint(unit: Unit) -> dict[int, float]:
    """Return the fingerprint of a unit; empty where it cannot be read."""
    return fingerprint(unit_shapes(unit))


def unit_shapes(unit: Unit) -> Shapes:
    """Return the nodes of a unit; none where it cannot be read."""
    try:
        statements = parse_tree(unit.parsed_text or unit.text, _rewrites())
        if isinstance(unit.node, (ast.CreateFunctionStmt, ast.DoStmt)):
            return _routine_shapes(unit, statements)
        return sql_shapes(statements, SqlScope())
    except (DifferenceError, RecursionError):
        return ()


@cache
def _rewrites() -> tuple[Rewrite, ...]:
    return tuple(rule.parsed for rule in all_rules().values() if rule.parsed)


def _routine_shapes(unit: Unit, statements: list[dict[str, Any]]) -> Shapes:
    header = statements[0].get("CreateFunctionStmt", {})
    parameters = [each["FunctionParameter"] for each in header.get("parameters", ())]
    names = frozenset(each["name"] for each in parameters if each.get("name"))
    nodes = tuple(_parameter(each) for each in parameters)
    nodes += sql_shapes(header.get("returnType"), SqlScope(), "returns")
    nodes += tuple(_attribute(each["DefElem"]) for each in header.get("options", ()) if _is_kept(each["DefElem"]))
    return nodes + _body_shapes(unit, header, names)


def _parameter(parameter: dict[str, Any]) -> ShapeNode:
    parts = sql_shapes(parameter.get("argType"), SqlScope()) + sql_shapes(
        parameter.get("defexpr"), SqlScope(), "default"
    )
    return ShapeNode(f"parameter {parameter.get('mode', '')}", "", parts, parameter.get("name", ""))


def _is_kept(option: dict[str, Any]) -> bool:
    return option["defname"] not in _BODY


def _attribute(option: dict[str, Any]) -> ShapeNode:
    return ShapeNode(f"attribute {option['defname']} {json.dumps(option.get('arg'), sort_keys=True)}")


def _body_shapes(unit: Unit, header: dict[str, Any], names: frozenset[str]) -> Shapes:
    if "sql_body" in header:
        return sql_shapes(header["sql_body"], SqlScope(names), "body")
    body = routine_body(unit)
    if body is None:
        return ()
    if unit.language == "sql":
        return sql_shapes(parse_tree(body.text, _rewrites()), SqlScope(names))
    if unit.language != "plpgsql":
        return (ShapeNode(f"body in {unit.language}"),)
    tree = parse_body(body.text)
    return StepReader(SqlScope(names | _declared(tree)), _rewrites()).shapes(tree.block)


def _declared(body: Body) -> frozenset[str]:
    """The names that a body declares, and those that triggers have."""
    found = {"new", "old", "found"}
    for node in walk_nodes(body.block):
        if isinstance(node, (Variable, Alias, Cursor, CursorParameter)):
            found.add(fold_name(node.name))
        elif isinstance(node, ForRange):
            found.add(fold_name(node.variable.text))
        elif isinstance(node, ForCursor):
            found.add(fold_name(node.target.text))
    return frozenset(found)
