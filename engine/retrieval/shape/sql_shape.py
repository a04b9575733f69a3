"""The parse tree of a statement as shape nodes, in a form that equivalent spellings share.

WITH queries take the place of the names that they define, inner joins that of the comma and WHERE, ANDs are flat,
comparisons point one way, and aliases are gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.retrieval.shape.shape_node import ShapeNode

Json = Any  # parsed JSON
Shapes = tuple[ShapeNode, ...]

_FLIPPED = {">": "<", ">=": "<=", "!=": "<>"}
_COMMUTATIVE = frozenset({"=", "<>", "+", "*", "AND", "OR"})
_SILENT_VALUES = frozenset({
    "AEXPR_OP", "JOIN_INNER", "LIMIT_OPTION_DEFAULT", "SETOP_NONE", "COERCE_EXPLICIT_CALL", "OVERRIDING_NOT_SET",
    "CTEMaterializeDefault", "SORTBY_DEFAULT", "SORTBY_NULLS_DEFAULT", "ONCOMMIT_NOOP", "LIMIT_OPTION_COUNT",
})  # fmt: skip
_SILENT_FIELDS = frozenset({
    "alias", "inh", "relpersistence", "typemod", "is_local", "is_enforced", "initially_valid", "withClause",
    "missing_ok", "funcformat", "frameOptions", "replace", "schemaname", "ctename", "ctematerialized", "fields",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class SqlScope:
    """The names that a statement may use for local things: variables, and WITH queries with their shapes."""

    variables: frozenset[str] = frozenset()
    queries: Mapping[str, Json] = field(default_factory=dict)


def sql_shapes(value: Json, scope: SqlScope, role: str = "") -> Shapes:
    """Return the nodes that a part of a parse tree is in a role; a list gives those of its members."""
    if isinstance(value, list):
        return tuple(node for each in value for node in sql_shapes(each, scope, role))
    if not isinstance(value, dict):
        return ()
    if len(value) == 1:
        ((kind, inner),) = value.items()
        if kind[:1].isupper() and isinstance(inner, dict):
            return _tagged(kind, inner, scope, role)
    return _tagged("RangeVar" if "relname" in value else "", value, scope, role)


def _tagged(kind: str, inner: dict[str, Json], scope: SqlScope, role: str) -> Shapes:
    special = _SPECIAL.get(kind)
    nodes = special(inner, scope, role) if special else None
    if nodes is not None:
        return nodes
    inner = inner | _kept_queries(inner)
    scope = _with_queries(inner, scope)
    parts = tuple(
        node
        for name, each in sorted(inner.items())
        if isinstance(each, (dict, list)) and name not in _SILENT_FIELDS
        for node in sql_shapes(each, scope, _role(kind, name))
    )
    return (ShapeNode(_label(kind, inner), str(inner.get("colname") or inner.get("name") or ""), parts).within(role),)


def _role(kind: str, name: str) -> str:
    """A relation says what is done to it; elsewhere the field is enough."""
    return f"{kind}.{name}" if name in {"relation", "targetList"} else name


def _label(kind: str, inner: dict[str, Json]) -> str:
    """The kind of a node with those scalars that change its meaning."""
    said = (
        f"{name}={each}"
        for name, each in sorted(inner.items())
        if isinstance(each, (str, int, bool))
        and name not in _SILENT_FIELDS | {"name", "colname"}
        and each not in _SILENT_VALUES
    )
    return " ".join([kind, *said])


def _kept_queries(inner: dict[str, Json]) -> dict[str, Json]:
    """The WITH queries that are not inlined: recursive ones, and those that write."""
    clause = inner.get("withClause") or {}
    queries = [each["CommonTableExpr"] for each in clause.get("ctes", ())]
    kept = [each for each in queries if clause.get("recursive") or "SelectStmt" not in each["ctequery"]]
    return {"ctes": [{"CommonTableExpr": each} for each in kept]} if kept else {}


def _with_queries(inner: dict[str, Json], scope: SqlScope) -> SqlScope:
    """The scope inside of a statement: its WITH queries that only read are inlined."""
    clause = inner.get("withClause") or {}
    if clause.get("recursive"):
        return scope
    queries = dict(scope.queries)
    for each in clause.get("ctes", ()):
        query = each["CommonTableExpr"]
        queries[query["ctename"]] = query["ctequery"]
    return replace(scope, queries=queries)


def _column(inner: dict[str, Json], scope: SqlScope, role: str) -> Shapes:
    path = [each["String"]["sval"] for each in inner["fields"] if "String" in each]
    if path and path[0] in scope.variables:
        return (ShapeNode("local", ".".join(path[1:]), own=".".join(path)).within(role),)
    return (ShapeNode("column", path[-1] if path else "*", own=".".join(path[-2:-1])).within(role),)


def _parameter(inner: dict[str, Json], _scope: SqlScope, role: str) -> Shapes:
    return (ShapeNode("local", own=f"${inner.get('number', 0)}").within(role),)


def _relation(inner: dict[str, Json], scope: SqlScope, role: str) -> Shapes:
    name = inner["relname"]
    alias = inner.get("alias", {}).get("aliasname", name)
    if name in scope.queries and "schemaname" not in inner:
        others = {other: query for other, query in scope.queries.items() if other != name}
        found = sql_shapes(scope.queries[name], replace(scope, queries=others), role)
        return tuple(each._replace(own=alias) for each in found)
    return (ShapeNode("table", name, own=alias).within(role),)


def _constant(inner: dict[str, Json], _scope: SqlScope, role: str) -> Shapes:
    return (ShapeNode("literal", literal_text(inner)).within(role),)


def literal_text(inner: dict[str, Json]) -> str:
    """The value of a constant, as one text."""
    for key in ("sval", "ival", "fval", "boolval", "bsval"):
        if key in inner:
            return f"{key}:{inner[key].get(key, '')}"
    return "null"


def _call(inner: dict[str, Json], scope: SqlScope, role: str) -> Shapes:
    name = inner["funcname"][-1]["String"]["sval"]
    rest = {key: each for key, each in inner.items() if key != "funcname"}
    (node,) = _tagged("", rest, scope, "")
    return (ShapeNode(f"call {name}{node.kind.rpartition('/')[2]}", name, node.parts).within(role),)


def _operation(inner: dict[str, Json], scope: SqlScope, role: str) -> Shapes:
    written = inner["name"][-1]["String"]["sval"]
    name = _FLIPPED.get(written, written)
    left, right = ("rexpr", "lexpr") if written in {">", ">="} else ("lexpr", "rexpr")
    same = name in _COMMUTATIVE
    parts = sql_shapes(inner.get(left), scope, "of" if same else "left")
    parts += sql_shapes(inner.get(right), scope, "of" if same else "right")
    return (ShapeNode(f"{inner['kind']} {name}", "", parts).within(role),)


def _boolean(inner: dict[str, Json], scope: SqlScope, role: str) -> Shapes:
    operator = inner["boolop"].removesuffix("_EXPR")
    if operator == "AND" and role in {"whereClause", "of AND"}:
        return sql_shapes(inner["args"], scope, role)
    return (ShapeNode(operator, "", sql_shapes(inner["args"], scope, f"of {operator}")).within(role),)


def _join(inner: dict[str, Json], scope: SqlScope, role: str) -> Shapes | None:
    if inner.get("jointype") != "JOIN_INNER" or "usingClause" in inner:
        return None
    sides = sql_shapes([inner["larg"], inner["rarg"]], scope, role)
    return sides + sql_shapes(inner.get("quals"), scope, "whereClause")


def _subquery(inner: dict[str, Json], scope: SqlScope, role: str) -> Shapes:
    alias = inner.get("alias", {}).get("aliasname", "")
    return tuple(each._replace(own=alias) for each in sql_shapes(inner["subquery"], scope, role))


def _string(inner: dict[str, Json], _scope: SqlScope, role: str) -> Shapes:
    return (ShapeNode("name", inner.get("sval", "")).within(role),)


def _target(inner: dict[str, Json], scope: SqlScope, role: str) -> Shapes | None:
    """A column that is set is named; the name that SELECT gives to a result is not."""
    if role.startswith("SelectStmt"):
        return sql_shapes(inner.get("val"), scope, "result")
    return None


_SPECIAL = {
    "ColumnRef": _column, "ParamRef": _parameter, "RangeVar": _relation, "A_Const": _constant, "FuncCall": _call,
    "A_Expr": _operation, "BoolExpr": _boolean, "JoinExpr": _join, "RangeSubselect": _subquery, "String": _string,
    "ResTarget": _target,
}  # fmt: skip
