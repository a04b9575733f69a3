"""What conditions compare: columns with constants, with parameters, with the session."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pglast import ast
from pglast.enums import A_Expr_Kind, BoolExprType, NullTestType

from engine.analysis.expressions import column_path, nodes_within, operator, text_constant

SYMMETRIC = {"=": "=", "<>": "<>", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A column, how it is compared, and with what; `path` is the column as written, lower case."""

    path: tuple[str, ...]
    operator: str
    value: Any

    @property
    def column(self) -> str:
        return self.path[-1]


def comparisons(condition: object) -> Iterator[Comparison]:
    """Every comparison below a condition, seen from each side that is a column."""
    for node in nodes_within(condition):
        if isinstance(node, ast.A_Expr):
            yield from _sides(node)


def _sides(node: ast.A_Expr) -> Iterator[Comparison]:
    name = _operator(node)
    left, right = column_path(_uncast(node.lexpr)), column_path(_uncast(node.rexpr))
    if left and name:
        yield Comparison(left, name, node.rexpr)
    if right and name in SYMMETRIC:
        yield Comparison(right, SYMMETRIC[name], node.lexpr)


def _operator(node: ast.A_Expr) -> str:
    if node.kind == A_Expr_Kind.AEXPR_IN:
        return "in"
    if node.kind == A_Expr_Kind.AEXPR_OP_ANY:
        return "any"
    if node.kind in {A_Expr_Kind.AEXPR_DISTINCT, A_Expr_Kind.AEXPR_NOT_DISTINCT}:
        return "distinct"
    return operator(node)


def _uncast(node: object) -> object:
    if isinstance(node, ast.TypeCast):
        return _uncast(node.arg)
    return node


def text_values(value: object) -> tuple[str, ...]:
    """The text constants that a value is: one, a list, or the elements of an array."""
    single = text_constant(value)
    if single is not None:
        return (single,)
    items = value if isinstance(value, tuple) else getattr(value, "elements", None) or ()
    found = [text_constant(each) for each in items]
    if found and None not in found:
        return tuple(each for each in found if each is not None)
    return ()


def columns_within(node: object) -> set[tuple[str, ...]]:
    """The column references below a node."""
    return {path for each in nodes_within(node) if (path := column_path(each))}


def null_test(node: object) -> tuple[str, bool] | None:
    """The column of `column IS [NOT] NULL`, and whether it must be NULL."""
    if isinstance(node, ast.NullTest) and (path := column_path(node.arg)):
        return path[-1], node.nulltesttype == NullTestType.IS_NULL
    return None


def negated(node: object) -> object | None:
    """What a NOT is about."""
    if isinstance(node, ast.BoolExpr) and node.boolop == BoolExprType.NOT_EXPR:
        return (node.args or (None,))[0]
    return None


def number_constant(node: object) -> int | None:
    """The integer that a literal is."""
    if isinstance(node, ast.A_Const) and not node.isnull and isinstance(node.val, ast.Integer):
        return node.val.ival or 0
    return None
