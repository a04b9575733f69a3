"""What expressions show about the types of columns and variables."""

from collections.abc import Mapping
from typing import Any

from pglast import ast
from pglast.enums import A_Expr_Kind

from engine.source.node_strings import node_constants, node_strings
from engine.source.type_names import type_name
from engine.trial.stubs.known_functions import RETURNS, SAME, SEQUENCES, TAKES
from engine.trial.stubs.name_scope import NameScope
from engine.trial.stubs.type_inference import Term, TypeInference, Visitor

_COMPARED = frozenset({"=", "<>", "!=", "<", ">", "<=", ">="})
_TEXT_OPERATORS = frozenset({"~~", "~~*", "!~~", "!~~*", "~", "~*", "!~", "!~*"})
_JSON_OPERATORS = {"->": "jsonb", "#>": "jsonb", "->>": "text", "#>>": "text"}
_ARITHMETIC = frozenset({"+", "-", "*", "/", "%"})
_LISTS = frozenset({A_Expr_Kind.AEXPR_IN, A_Expr_Kind.AEXPR_BETWEEN, A_Expr_Kind.AEXPR_NOT_BETWEEN})
_TEXTS = frozenset({A_Expr_Kind.AEXPR_LIKE, A_Expr_Kind.AEXPR_ILIKE, A_Expr_Kind.AEXPR_SIMILAR})
_OF_ARRAYS = frozenset({A_Expr_Kind.AEXPR_OP_ANY, A_Expr_Kind.AEXPR_OP_ALL})
_DISTINCT = frozenset({A_Expr_Kind.AEXPR_DISTINCT, A_Expr_Kind.AEXPR_NOT_DISTINCT})
_CONSTANTS = ((ast.Integer, "integer"), (ast.Float, "numeric"), (ast.Boolean, "boolean"))


def _column(_inference: TypeInference, node: ast.ColumnRef, scope: NameScope) -> Term:
    """Return the key of a column or a variable."""
    parts = tuple(node_strings(node.fields))
    if not parts or len(parts) != len(node.fields or ()):
        return None
    return scope.resolve(parts)


def _operator(inference: TypeInference, node: ast.A_Expr, scope: NameScope) -> Term:
    """Visit an operator; both sides of a comparison have the same type."""
    left, name = inference.visit(node.lexpr, scope), "".join(node_strings(node.name)[-1:])
    if node.kind in _LISTS and isinstance(node.rexpr, tuple):
        inference.all_same([left, *inference.visit_all(node.rexpr, scope)])
        return "boolean"
    right = inference.visit(node.rexpr, scope)
    if node.kind == A_Expr_Kind.AEXPR_NULLIF:
        return inference.all_same([left, right])
    if node.kind in _TEXTS or name in _TEXT_OPERATORS:
        right = "text"
    elif node.kind in _OF_ARRAYS:
        right = _element(inference.type_name(right))
    elif node.kind not in _DISTINCT and name not in _COMPARED:
        return _calculated(inference, name, left, right)
    inference.same(left, right)
    return "boolean"


def _element(array: str) -> Term:
    """Return the type of the elements of an array type."""
    if not array.endswith("[]"):
        return None
    return array.removesuffix("[]")


def _calculated(inference: TypeInference, name: str, left: Term, right: Term) -> Term:
    """Return the type of the result of an operator that compares nothing."""
    if name in _JSON_OPERATORS:
        inference.same(left, "jsonb")
        return _JSON_OPERATORS[name]
    if name not in _ARITHMETIC or "interval" in {left, right}:
        return None
    return next((each for each in (left, right) if isinstance(each, tuple)), right)


def _function(inference: TypeInference, node: ast.FuncCall, scope: NameScope) -> Term:
    """Visit a call of a function; one of the project has a group of its own."""
    name = "".join(node_strings(node.funcname)[-1:]).lower()
    terms = inference.visit_all(node.args, scope)
    for part in (node.agg_filter, node.agg_order, node.over):
        inference.visit(part, scope)
    if name in SEQUENCES:
        inference.uses.sequences |= dict.fromkeys(node_constants((node.args or ())[:1]))
    if terms and name in TAKES:
        inference.same(terms[0], TAKES[name])
    if name in SAME:
        return next(iter(terms), None)
    if name not in RETURNS:
        inference.uses.functions[name] = None
    return RETURNS.get(name) or ("function", name)


def _cast(inference: TypeInference, node: ast.TypeCast, scope: NameScope) -> Term:
    """Return the type of a cast."""
    inference.visit(node.arg, scope)
    return type_name(node.typeName)


def _constant(_inference: TypeInference, node: ast.A_Const, _scope: NameScope) -> Term:
    """Return the type of a constant; a string may be of any."""
    return next((name for kind, name in _CONSTANTS if isinstance(node.val, kind)), None)


def _coalesce(inference: TypeInference, node: Any, scope: NameScope) -> Term:  # noqa: ANN401 - one of two nodes
    """Return the type that all arguments have."""
    return inference.all_same(inference.visit_all(node.args, scope))


def _case(inference: TypeInference, node: ast.CaseExpr, scope: NameScope) -> Term:
    """Visit CASE: conditions, or values of the type of its subject; and results of one type."""
    compared: Term = "boolean"
    if node.arg is not None:
        compared = inference.visit(node.arg, scope)
    results = [inference.visit(node.defresult, scope)]
    for each in node.args or ():
        inference.same(inference.visit(each.expr, scope), compared)
        results.append(inference.visit(each.result, scope))
    return inference.all_same(results)


def _conditions(inference: TypeInference, node: ast.BoolExpr, scope: NameScope) -> Term:
    """Visit AND, OR and NOT."""
    for each in node.args or ():
        inference.boolean(each, scope)
    return "boolean"


def _truth(inference: TypeInference, node: ast.BooleanTest, scope: NameScope) -> Term:
    """Visit IS TRUE and the like."""
    inference.boolean(node.arg, scope)
    return "boolean"


def _null_test(inference: TypeInference, node: ast.NullTest, scope: NameScope) -> Term:
    """Visit IS NULL."""
    inference.visit(node.arg, scope)
    return "boolean"


def _time(_inference: TypeInference, node: ast.SQLValueFunction, _scope: NameScope) -> Term:
    """Return the type of CURRENT_DATE and the like."""
    name = getattr(node.op, "name", "")
    types = {"DATE": "date", "CURRENT_TIMESTAMP": "timestamp with time zone", "LOCALTIMESTAMP": "timestamp"}
    return next((found for part, found in types.items() if part in name), "text")


EXPRESSION_VISITORS: Mapping[type, Visitor] = {
    ast.ColumnRef: _column,
    ast.A_Expr: _operator,
    ast.FuncCall: _function,
    ast.TypeCast: _cast,
    ast.A_Const: _constant,
    ast.CoalesceExpr: _coalesce,
    ast.MinMaxExpr: _coalesce,
    ast.CaseExpr: _case,
    ast.BoolExpr: _conditions,
    ast.BooleanTest: _truth,
    ast.NullTest: _null_test,
    ast.SQLValueFunction: _time,
}
