"""An expression to the text it builds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pglast import ast

from engine.analysis.expressions import (
    column_path,
    conjuncts,
    function_name,
    operator,
    relation_name,
    text_constant,
)
from engine.analysis.project_facts import bare
from engine.findings.taint.format_call import format_value
from engine.findings.taint.text_pieces import (
    NOTHING,
    SAFE,
    Constant,
    Hole,
    Quoting,
    TextOrigin,
    Value,
    bounded,
    either,
    raw_holes,
    requoted,
)
from engine.findings.taint.value_types import carries_text
from engine.findings.taint.variables import Variables, column_value
from engine.source.type_names import type_name

_JSON_TEXT = frozenset({"->>", "->", "#>>", "#>"})
# Functions whose result holds the text of their arguments, or of the first one.
_JOINING = frozenset({"concat", "concat_ws", "array_cat", "array_append", "array_prepend", "textcat"})
_PASSING = frozenset({
    "upper", "lower", "initcap", "trim", "btrim", "ltrim", "rtrim", "replace", "translate", "substr", "substring",
    "left", "right", "split_part", "overlay", "lpad", "rpad", "repeat", "reverse", "string_agg", "array_agg",
    "array_to_string", "string_to_array", "regexp_split_to_array", "regexp_split_to_table", "unnest",
    "regexp_matches", "regexp_match", "regexp_replace", "min", "max", "convert_from", "convert_to", "normalize",
    "nullif", "json_extract_path_text", "jsonb_extract_path_text", "json_array_elements_text", "to_json", "to_jsonb",
    "row", "jsonb_array_elements_text", "jsonb_array_elements", "json_array_elements", "json_each_text",
    "jsonb_each_text", "any_value", "first_value", "last_value", "chr", "unistr",
})  # fmt: skip
_QUOTING = {"quote_ident": Quoting.NAME, "quote_literal": Quoting.LITERAL, "quote_nullable": Quoting.LITERAL}


@dataclass(frozen=True, slots=True)
class ExpressionScope:
    """Where an expression is: the variables, and the relations of the queries around it by alias.

    `fixed` are the columns that a WHERE clause compares with constants, so that they hold nothing else.
    """

    variables: Variables
    relations: Mapping[str, str]
    fixed: frozenset[str] = frozenset()


def evaluate(node: object, scope: ExpressionScope) -> Value:
    """The text of an expression; what cannot carry text is safe."""
    handler = _HANDLERS.get(type(node))
    if handler:
        return bounded(handler(node, scope))
    return SAFE


def query_scope(node: ast.SelectStmt, scope: ExpressionScope) -> ExpressionScope:
    """The scope of the expressions of a query."""
    found = dict(scope.relations)
    waiting = list(node.fromClause or ())
    while waiting:
        each = waiting.pop()
        if isinstance(each, ast.JoinExpr):
            waiting += [each.larg, each.rarg]
        elif isinstance(each, ast.RangeVar):
            alias = each.alias.aliasname if each.alias else each.relname
            found[(alias or "").lower()] = relation_name(each)
        elif isinstance(each, (ast.RangeSubselect, ast.RangeFunction)) and each.alias:
            found[(each.alias.aliasname or "").lower()] = ""
    return ExpressionScope(scope.variables, found, scope.fixed | _fixed_columns(node))


def _fixed_columns(node: ast.SelectStmt) -> frozenset[str]:
    compared = (each for each in conjuncts(node.whereClause) if isinstance(each, ast.A_Expr) and operator(each) == "=")
    paths = (column_path(each.lexpr) for each in compared if text_constant(each.rexpr) is not None)
    return frozenset(path[-1] for path in paths if path)


def target_values(node: object, scope: ExpressionScope) -> list[tuple[str, Value]]:
    """The name and the text of each column that a query or a RETURNING gives."""
    if isinstance(node, ast.SelectStmt):
        if node.op is not None and node.op.name != "SETOP_NONE":
            return target_values(node.larg, scope)
        inner, targets = query_scope(node, scope), node.targetList
    else:
        inner, targets = _changed_scope(node, scope), getattr(node, "returningList", None)
    return [
        (_target_name(each), evaluate(each.val, inner)) for each in targets or () if isinstance(each, ast.ResTarget)
    ]


def _changed_scope(node: object, scope: ExpressionScope) -> ExpressionScope:
    relation = relation_name(getattr(node, "relation", None))
    return ExpressionScope(scope.variables, {**scope.relations, bare(relation): relation})


def _target_name(target: ast.ResTarget) -> str:
    if target.name:
        return target.name.lower()
    path = column_path(target.val)
    if path:
        return path[-1]
    return function_name(target.val)


def _column(node: ast.ColumnRef, scope: ExpressionScope) -> Value:
    path = column_path(node)
    if path[-1] == "*":
        return NOTHING
    of_query = path[0] in scope.relations and len(path) > 1
    known = None if of_query else scope.variables.value(path)
    if known is not None:
        return known
    if path[-1] in scope.fixed:
        return SAFE
    relations = [scope.relations[path[0]]] if of_query else list(scope.relations.values())
    return column_value(path[-1], relations, scope.variables.facts)


def _parameter(node: ast.ParamRef, scope: ExpressionScope) -> Value:
    return scope.variables.value((f"${node.number}",)) or SAFE


def _constant(node: ast.A_Const, _: ExpressionScope) -> Value:
    text = text_constant(node)
    if text is not None:
        return (Constant(text),)
    return SAFE


def _expression(node: ast.A_Expr, scope: ExpressionScope) -> Value:
    sign = operator(node)
    if sign == "||":
        return (*evaluate(node.lexpr, scope), *evaluate(node.rexpr, scope))
    if sign in _JSON_TEXT:
        return _only_raw(evaluate(node.lexpr, scope))
    if node.kind is not None and node.kind.name == "AEXPR_NULLIF":
        return evaluate(node.lexpr, scope)
    return SAFE


def _only_raw(value: Value) -> Value:
    """A part of a value: its constants no longer say what is beside it."""
    return tuple(raw_holes(value)) or SAFE


def _cast(node: ast.TypeCast, scope: ExpressionScope) -> Value:
    kind = type_name(node.typeName)
    if kind.startswith("reg"):
        return (Hole(Quoting.NAME),)
    if carries_text(kind, "", scope.variables.facts):
        return evaluate(node.arg, scope)
    return SAFE


def _call(node: ast.FuncCall, scope: ExpressionScope) -> Value:
    name = function_name(node)
    given = node.args or ()
    arguments = [evaluate(each.arg if isinstance(each, ast.NamedArgExpr) else each, scope) for each in given]
    if not arguments:
        return SAFE
    if name in _QUOTING:
        return requoted(arguments[0], _QUOTING[name])
    if name == "format":
        return _format(given[0], arguments)
    if name == "concat_ws":
        return _joined(arguments[0], arguments[1:])
    if name in _JOINING:
        return tuple(piece for each in arguments for piece in each)
    if _is_sanitized(name, given) or name not in _PASSING:
        return SAFE
    if name in {"upper", "lower", "btrim", "trim"}:
        return arguments[0]
    return _only_raw_or_quoted(arguments[0])


def _only_raw_or_quoted(value: Value) -> Value:
    """What is left of a value after a function that may cut it: quotes stay quotes only where all of it is quoted."""
    raw = tuple(raw_holes(value))
    return raw or tuple(each for each in value if isinstance(each, Hole)) or value


def _is_sanitized(name: str, arguments: Sequence[object]) -> bool:
    """Whether only listed characters are left, or quotes are doubled by hand."""
    texts = [text_constant(each) for each in arguments[1:3]]
    if name == "regexp_replace":
        return bool(texts and texts[0] and texts[0].startswith("[^"))
    return name == "replace" and texts == ["'", "''"]


def _format(template: object, arguments: Sequence[Value]) -> Value:
    text = text_constant(template)
    if text is not None:
        return format_value(text, arguments[1:])
    constants = [each for each in arguments[0] if isinstance(each, Constant)]
    if arguments[0] and len(constants) == len(arguments[0]):
        return format_value("".join(each.text for each in constants), arguments[1:])
    return tuple(piece for each in arguments for piece in each)


def _joined(separator: Value, values: Sequence[Value]) -> Value:
    found: list[Value] = []
    for each in values:
        found += [separator, each] if found else [each]
    return tuple(piece for each in found for piece in each)


def _case(node: ast.CaseExpr, scope: ExpressionScope) -> Value:
    results = [evaluate(each.result, scope) for each in node.args or () if isinstance(each, ast.CaseWhen)]
    return either(*results, evaluate(node.defresult, scope) if node.defresult else NOTHING)


def _any_of(node: ast.CoalesceExpr | ast.MinMaxExpr, scope: ExpressionScope) -> Value:
    return either(*(evaluate(each, scope) for each in node.args or ()))


def _array(node: ast.A_ArrayExpr, scope: ExpressionScope) -> Value:
    return either(*(evaluate(each, scope) for each in node.elements or ()))


def _row(node: ast.RowExpr, scope: ExpressionScope) -> Value:
    return either(*(evaluate(each, scope) for each in node.args or ()))


def _element(node: ast.A_Indirection, scope: ExpressionScope) -> Value:
    return evaluate(node.arg, scope)


def _collated(node: ast.CollateClause, scope: ExpressionScope) -> Value:
    return evaluate(node.arg, scope)


def _sub_query(node: ast.SubLink, scope: ExpressionScope) -> Value:
    if node.subLinkType is None or node.subLinkType.name not in {"EXPR_SUBLINK", "ARRAY_SUBLINK"}:
        return SAFE
    found = target_values(node.subselect, scope)
    if found:
        return found[0][1]
    return SAFE


def _select(node: ast.SelectStmt, scope: ExpressionScope) -> Value:
    found = target_values(node, scope)
    if found:
        return found[0][1]
    return SAFE


def variable_of(node: object) -> str:
    """The variable that an expression is, perhaps lower-cased or cast; empty for any other expression."""
    if isinstance(node, ast.TypeCast):
        return variable_of(node.arg)
    if isinstance(node, ast.FuncCall) and node.args and function_name(node) in {"lower", "upper", "btrim", "trim"}:
        return variable_of(node.args[0])
    if isinstance(node, ast.ParamRef):
        return f"${node.number}"
    return ".".join(column_path(node))


_HANDLERS: dict[type, Callable[..., Value]] = {
    ast.ColumnRef: _column,
    ast.ParamRef: _parameter,
    ast.A_Const: _constant,
    ast.A_Expr: _expression,
    ast.TypeCast: _cast,
    ast.FuncCall: _call,
    ast.CaseExpr: _case,
    ast.CoalesceExpr: _any_of,
    ast.MinMaxExpr: _any_of,
    ast.A_ArrayExpr: _array,
    ast.RowExpr: _row,
    ast.A_Indirection: _element,
    ast.CollateClause: _collated,
    ast.SubLink: _sub_query,
    ast.SelectStmt: _select,
}

__all__ = ["ExpressionScope", "TextOrigin", "evaluate", "query_scope", "target_values", "variable_of"]
