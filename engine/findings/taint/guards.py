"""Which variables a condition has checked against a list, where it is true and where it is false."""

from __future__ import annotations

from collections.abc import Callable

from pglast import ast

from engine.analysis.expressions import conjuncts, function_name, operator, text_constant
from engine.analysis.sql_nodes import flatten
from engine.findings.taint.evaluate import variable_of

Names = frozenset[str]
NO_NAMES: Names = frozenset()


def checked_if(condition: object, *, holds: bool) -> Names:
    """The variables that are on a list, or look like a plain name, where the condition holds or does not."""
    handler = _HANDLERS.get(type(condition))
    if handler:
        return handler(condition, holds)
    return NO_NAMES


def looked_up(query: object) -> Names:
    """The variables that a row was looked up by: if one is found, there is such a name."""
    found: set[str] = set()
    where = getattr(query, "whereClause", None)
    for each in conjuncts(where):
        if isinstance(each, ast.A_Expr) and operator(each) == "=":
            found |= {variable_of(each.lexpr), variable_of(each.rexpr)}
        elif isinstance(each, ast.A_Expr) and isinstance(each.rexpr, tuple):
            found.add(variable_of(each.lexpr))
    return frozenset(found - {""})


def mentioned(condition: object) -> Names:
    """The variables that a condition names."""
    if not isinstance(condition, ast.Node):
        return NO_NAMES
    return frozenset(variable_of(each.node) for each in flatten(condition) if isinstance(each.node, ast.ColumnRef))


def _boolean(node: ast.BoolExpr, holds: bool) -> Names:  # noqa: FBT001 - the shape of every handler
    name = node.boolop.name if node.boolop is not None else ""
    parts = list(node.args or ())
    if name == "NOT_EXPR":
        return checked_if(parts[0], holds=not holds)
    checked = [checked_if(each, holds=holds) for each in parts]
    every = (name == "AND_EXPR") == holds
    if every:
        return frozenset().union(*checked)
    return frozenset.intersection(*checked)


def _comparison(node: ast.A_Expr, holds: bool) -> Names:  # noqa: FBT001 - the shape of every handler
    kind = node.kind.name if node.kind is not None else ""
    sign = "".join(each.sval or "" for each in node.name or () if isinstance(each, ast.String))
    variable = variable_of(node.lexpr)
    if kind in {"AEXPR_IN", "AEXPR_OP_ANY", "AEXPR_OP_ALL"}:
        if (sign == "=") == holds:
            return _named(variable)
        return NO_NAMES
    if kind == "AEXPR_OP" and sign in {"=", "<>"}:
        constant = text_constant(node.rexpr)
        if (sign == "=") == holds and constant:
            return _named(variable)
        return NO_NAMES
    if kind == "AEXPR_OP" and sign in {"~", "!~", "~*", "!~*"}:
        pattern = text_constant(node.rexpr) or ""
        anchored = pattern.startswith("^") and pattern.endswith("$")
        denies = pattern.startswith("[^") and "'" not in pattern
        positive = sign.startswith("~") == holds
        if (anchored and positive) or (denies and not positive):
            return _named(variable)
        return NO_NAMES
    return NO_NAMES


def _exists(node: ast.SubLink, holds: bool) -> Names:  # noqa: FBT001 - the shape of every handler
    name = node.subLinkType.name if node.subLinkType is not None else ""
    if not holds:
        return NO_NAMES
    if name == "EXISTS_SUBLINK":
        return looked_up(node.subselect)
    if name == "ANY_SUBLINK":
        return _named(variable_of(node.testexpr))
    return NO_NAMES


def _null_test(node: ast.NullTest, holds: bool) -> Names:  # noqa: FBT001 - the shape of every handler
    """`to_regclass(name) IS NOT NULL`: there is such a relation."""
    found = node.nulltesttype is not None and (node.nulltesttype.name == "IS_NOT_NULL") == holds
    called = function_name(node.arg) in {"to_regclass", "to_regnamespace", "to_regtype", "to_regproc", "array_position"}
    if not found or not called or not isinstance(node.arg, ast.FuncCall):
        return NO_NAMES
    return frozenset(variable_of(each) for each in node.arg.args or ()) - {""}


def _named(variable: str) -> Names:
    if variable:
        return frozenset({variable})
    return NO_NAMES


_HANDLERS: dict[type, Callable[..., Names]] = {
    ast.BoolExpr: _boolean,
    ast.A_Expr: _comparison,
    ast.SubLink: _exists,
    ast.NullTest: _null_test,
}
