"""What statements show about the columns that they use."""

from collections.abc import Mapping, Sequence
from typing import Any

from pglast import ast

from engine.source.node_strings import node_strings
from engine.trial.stubs.name_scope import NameScope
from engine.trial.stubs.type_inference import Term, TypeInference, Visitor


def select_columns(inference: TypeInference, node: ast.SelectStmt, outer: NameScope) -> list[Term]:
    """Visit a query and return the types of its columns."""
    scope = _with(inference, node.withClause, outer)
    if node.larg and node.rarg:
        left, right = (select_columns(inference, each, scope) for each in (node.larg, node.rarg))
        for one, other in zip(left, right, strict=False):
            inference.same(one, other)
        return left
    if node.valuesLists:
        rows = [inference.visit_all(row, scope) for row in node.valuesLists]
        return [inference.all_same(column) for column in zip(*rows, strict=False)]
    _from(inference, node.fromClause, scope)
    inference.boolean(node.whereClause, scope)
    inference.boolean(node.havingClause, scope)
    for part in (node.groupClause, node.sortClause, node.limitCount, node.limitOffset, node.distinctClause):
        inference.visit(part, scope)
    return [inference.visit(each.val, scope) for each in node.targetList or ()]


def _select(inference: TypeInference, node: ast.SelectStmt, scope: NameScope) -> Term:
    """Visit a query and return the type of its first column."""
    return next(iter(select_columns(inference, node, scope)), None)


def _with(inference: TypeInference, clause: ast.WithClause | None, outer: NameScope) -> NameScope:
    """Return the scope of a statement, in which the names of WITH are derived relations."""
    queries = getattr(clause, "ctes", None) or ()
    scope = outer.inner(frozenset(str(each.ctename) for each in queries))
    for each in queries:
        inference.visit(each.ctequery, scope)
    return scope


def _from(inference: TypeInference, items: Any, scope: NameScope) -> None:  # noqa: ANN401 - a list of nodes
    joins: list[Any] = []
    for each in items or ():
        _from_item(inference, each, scope, joins)
    for condition in joins:
        inference.boolean(condition, scope)


def _from_item(inference: TypeInference, item: Any, scope: NameScope, joins: list[Any]) -> None:  # noqa: ANN401
    if isinstance(item, ast.RangeVar):
        _relation(inference, item, scope)
    elif isinstance(item, ast.JoinExpr):
        _from_item(inference, item.larg, scope, joins)
        _from_item(inference, item.rarg, scope, joins)
        joins.append(item.quals)
        _using(inference, node_strings(item.usingClause), scope)
    else:
        alias = getattr(item, "alias", None)
        scope.aliases[getattr(alias, "aliasname", None) or f"?{len(scope.aliases)}"] = ""
        inference.visit_children(item, scope)


def _relation(inference: TypeInference, node: ast.RangeVar | None, scope: NameScope) -> str:
    """Note the relation of a statement under its alias, and return its key; a derived one has none."""
    if node is None:
        return ""
    alias = str((node.alias and node.alias.aliasname) or node.relname)
    if not node.schemaname and node.relname in scope.derived:
        scope.aliases[alias] = ""
        return ""
    scope.aliases[alias] = inference.uses.relation(node.schemaname, str(node.relname))
    return scope.aliases[alias]


def _using(inference: TypeInference, names: Sequence[str], scope: NameScope) -> None:
    for name in names:
        relations = [each for each in scope.aliases.values() if each]
        inference.all_same(inference.uses.column(each, name) for each in relations[-2:])


def _insert(inference: TypeInference, node: ast.InsertStmt, outer: NameScope) -> Term:
    """Visit an INSERT; its columns have the types of what is inserted."""
    scope = _with(inference, node.withClause, outer)
    relation = _relation(inference, node.relation, scope)
    columns = [inference.uses.column(relation, str(each.name)) for each in node.cols or ()]
    if isinstance(node.selectStmt, ast.SelectStmt):
        terms = select_columns(inference, node.selectStmt, outer.inner(scope.derived))
        for column, term in zip(columns, terms, strict=False):
            inference.same(column, term)
    if node.onConflictClause is not None:
        _conflict(inference, node.onConflictClause, relation, scope)
    inference.visit(node.returningClause, scope)
    return None


def _conflict(inference: TypeInference, clause: Any, relation: str, scope: NameScope) -> None:  # noqa: ANN401
    scope.aliases["excluded"] = relation
    elements = getattr(clause.infer, "indexElems", None) or ()
    names = tuple(str(each.name) for each in elements if each.name)
    for name in names:
        inference.uses.column(relation, name)
    if names and len(names) == len(elements) and relation:
        inference.uses.relations[relation].keys[names] = None
    _set(inference, clause.targetList, relation, scope)
    inference.boolean(clause.whereClause, scope)


def _update(inference: TypeInference, node: ast.UpdateStmt, outer: NameScope) -> Term:
    """Visit an UPDATE."""
    scope = _with(inference, node.withClause, outer)
    relation = _relation(inference, node.relation, scope)
    _from(inference, node.fromClause, scope)
    _set(inference, node.targetList, relation, scope)
    inference.boolean(node.whereClause, scope)
    inference.visit(node.returningClause, scope)
    return None


def _set(inference: TypeInference, targets: Any, relation: str, scope: NameScope) -> None:  # noqa: ANN401
    for each in targets or ():
        inference.same(inference.uses.column(relation, str(each.name)), inference.visit(each.val, scope))


def _delete(inference: TypeInference, node: ast.DeleteStmt, outer: NameScope) -> Term:
    """Visit a DELETE."""
    scope = _with(inference, node.withClause, outer)
    _relation(inference, node.relation, scope)
    _from(inference, node.usingClause, scope)
    inference.boolean(node.whereClause, scope)
    inference.visit(node.returningClause, scope)
    return None


def _subquery(inference: TypeInference, node: ast.SubLink, scope: NameScope) -> Term:
    """Visit a query within an expression; a scalar one has the type of its column."""
    left = inference.visit(node.testexpr, scope)
    first = inference.visit(node.subselect, scope)
    if left is not None:
        inference.same(left, first)
    kind = getattr(node.subLinkType, "name", "")
    return {"EXPR_SUBLINK": first, "ARRAY_SUBLINK": None}.get(kind, "boolean")


QUERY_VISITORS: Mapping[type, Visitor] = {
    ast.SelectStmt: _select,
    ast.InsertStmt: _insert,
    ast.UpdateStmt: _update,
    ast.DeleteStmt: _delete,
    ast.SubLink: _subquery,
}
