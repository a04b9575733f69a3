"""Questions about expressions of PostgreSQL's syntax tree that many rules ask."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import A_Expr_Kind

from engine.analysis.sql_nodes import flatten
from engine.source.node_strings import node_strings


def column_path(node: object) -> tuple[str, ...]:
    """The parts of a column reference, in lower case; `a.*` ends in `*`; empty for anything else."""
    if not isinstance(node, ast.ColumnRef):
        return ()
    return tuple(_part(each) for each in node.fields or ())


def _part(field: object) -> str:
    if isinstance(field, ast.String):
        return (field.sval or "").lower()
    return "*"


def function_name(node: object) -> str:
    """The unqualified name of a called function, in lower case; empty for anything else."""
    if not isinstance(node, ast.FuncCall):
        return ""
    names = node_strings(node.funcname)
    if names:
        return names[-1].lower()
    return ""


def operator(node: object) -> str:
    """The operator of an `A_Expr` of the plain kind; empty for anything else."""
    if isinstance(node, ast.A_Expr) and node.kind == A_Expr_Kind.AEXPR_OP:
        return "".join(node_strings(node.name)[-1:])
    return ""


def text_constant(node: object) -> str | None:
    """The text of a string literal, also one with a cast."""
    if isinstance(node, ast.TypeCast):
        return text_constant(node.arg)
    if isinstance(node, ast.A_Const) and isinstance(node.val, ast.String):
        return node.val.sval or ""
    return None


def is_null_constant(node: object) -> bool:
    """Whether it is the literal NULL, also one with a cast."""
    if isinstance(node, ast.TypeCast):
        return is_null_constant(node.arg)
    return isinstance(node, ast.A_Const) and bool(node.isnull)


def is_true_constant(node: object) -> bool:
    """Whether it is the literal `true`, or `1 = 1`."""
    if isinstance(node, ast.A_Const):
        return isinstance(node.val, ast.Boolean) and bool(node.val.boolval)
    if operator(node) == "=" and isinstance(node, ast.A_Expr):
        return _same_constant(node.lexpr, node.rexpr)
    return isinstance(node, ast.TypeCast) and text_constant(node.arg) in {"t", "true"}


def _same_constant(left: object, right: object) -> bool:
    if not isinstance(left, ast.A_Const) or not isinstance(right, ast.A_Const):
        return False
    return not left.isnull and left() == right()


def nodes_within(node: object) -> Iterator[ast.Node]:
    """A node and all below it."""
    if isinstance(node, ast.Node):
        yield from (each.node for each in flatten(node))


def selected_expression(node: object) -> ast.Node | None:
    """The one expression of `SELECT expression`, as a fragment of a body is parsed."""
    targets = (node.targetList or ()) if isinstance(node, ast.SelectStmt) else ()
    if len(targets) != 1 or not isinstance(targets[0], ast.ResTarget):
        return None
    return targets[0].val


def relation_name(node: object) -> str:
    """A relation as it is written, in lower case."""
    if not isinstance(node, ast.RangeVar):
        return ""
    return ".".join(part.lower() for part in (node.schemaname, node.relname) if part)


def conjuncts(node: object) -> Iterator[object]:
    """The conditions that AND joins."""
    if isinstance(node, ast.BoolExpr) and node.boolop is not None and node.boolop.name == "AND_EXPR":
        for each in node.args or ():
            yield from conjuncts(each)
    elif node is not None:
        yield node
