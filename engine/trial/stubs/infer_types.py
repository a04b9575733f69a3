"""Walk the SQL of a routine, and note which columns it uses and which of them have the same type."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pglast import ast
from pglast.enums import A_Expr_Kind

from engine.analysis.sql_nodes import flatten
from engine.source.node_strings import node_constants, node_strings
from engine.source.type_names import type_name
from engine.trial.stubs.known_functions import RETURNS, SAME, SEQUENCES, TAKES
from engine.trial.stubs.name_scope import NameScope
from engine.trial.stubs.relation_uses import RelationUses
from engine.trial.stubs.type_groups import Key, TypeGroups

Term = Key | str | None  # a key, the name of a type, or nothing
_COMPARED = frozenset({"=", "<>", "!=", "<", ">", "<=", ">="})
_TEXT_OPERATORS = frozenset({"~~", "~~*", "!~~", "!~~*", "~", "~*", "!~", "!~*"})
_LISTS = frozenset({A_Expr_Kind.AEXPR_IN, A_Expr_Kind.AEXPR_BETWEEN, A_Expr_Kind.AEXPR_NOT_BETWEEN})
_TEXTS = frozenset({A_Expr_Kind.AEXPR_LIKE, A_Expr_Kind.AEXPR_ILIKE, A_Expr_Kind.AEXPR_SIMILAR})
_DISTINCT = frozenset({A_Expr_Kind.AEXPR_DISTINCT, A_Expr_Kind.AEXPR_NOT_DISTINCT, A_Expr_Kind.AEXPR_NULLIF})
_CONSTANTS = ((ast.Integer, "integer"), (ast.Float, "numeric"), (ast.Boolean, "boolean"))


@dataclass
class TypeInference:
    """The uses and groups that the visited statements add to."""

    uses: RelationUses
    groups: TypeGroups

    def visit(self, node: Any, scope: NameScope) -> Term:  # noqa: ANN401 - any node or list of nodes
        """Note what a node uses; return its type, as far as it is known."""
        if isinstance(node, tuple):
            for each in node:
                self.visit(each, scope)
            return None
        visitor = _VISITORS.get(type(node))
        if visitor is not None:
            return visitor(self, node, scope)
        if isinstance(node, ast.Node):
            self.visit_children(node, scope)
        return None

    def visit_children(self, node: ast.Node, scope: NameScope) -> None:
        """Visit what a node consists of."""
        for each in flatten(node)[1:]:
            if each.parent == 0:
                self.visit(each.node, scope)

    def same(self, one: Term, other: Term) -> None:
        """Note that two terms have the same type."""
        if isinstance(one, tuple) and isinstance(other, tuple):
            self.groups.unite(one, other)
        elif isinstance(one, tuple) and isinstance(other, str):
            self.groups.suggest(one, other)
        elif isinstance(one, str) and isinstance(other, tuple):
            self.groups.suggest(other, one)

    def all_same(self, terms: Iterable[Term]) -> Term:
        """Note that terms have the same type, and return the first that is known."""
        known = [each for each in terms if each is not None]
        for each in known[1:]:
            self.same(known[0], each)
        return known[0] if known else None

    def boolean(self, node: Any, scope: NameScope) -> None:  # noqa: ANN401 - an expression
        """Visit a condition."""
        self.same(self.visit(node, scope), "boolean")

    # --- queries and statements -------------------------------------------------------------------------------------

    def select(self, node: ast.SelectStmt, outer: NameScope) -> list[Term]:
        """Visit a query and return the types of its columns."""
        scope = self._with(node.withClause, outer)
        if node.larg and node.rarg:
            left, right = self.select(node.larg, scope), self.select(node.rarg, scope)
            for one, other in zip(left, right, strict=False):
                self.same(one, other)
            return left
        if node.valuesLists:
            rows = [[self.visit(each, scope) for each in row] for row in node.valuesLists]
            return [self.all_same(column) for column in zip(*rows, strict=False)]
        self._from(node.fromClause, scope)
        self.boolean(node.whereClause, scope)
        self.boolean(node.havingClause, scope)
        for part in (node.groupClause, node.sortClause, node.limitCount, node.limitOffset, node.distinctClause):
            self.visit(part, scope)
        return [self.visit(each.val, scope) for each in node.targetList or ()]

    def _with(self, clause: ast.WithClause | None, outer: NameScope) -> NameScope:
        names = frozenset(str(each.ctename) for each in (clause.ctes if clause else None) or ())
        scope = outer.inner(names)
        for each in (clause.ctes if clause else None) or ():
            self.visit(each.ctequery, scope)
        return scope

    def _from(self, items: Any, scope: NameScope) -> None:  # noqa: ANN401 - a list of nodes
        joins = []
        for each in items or ():
            self._from_item(each, scope, joins)
        for condition in joins:
            self.boolean(condition, scope)

    def _from_item(self, item: Any, scope: NameScope, joins: list[Any]) -> None:  # noqa: ANN401 - a node
        if isinstance(item, ast.RangeVar):
            self._relation(item, scope)
        elif isinstance(item, ast.JoinExpr):
            self._from_item(item.larg, scope, joins)
            self._from_item(item.rarg, scope, joins)
            joins.append(item.quals)
            self._using(node_strings(item.usingClause), scope)
        else:
            alias = getattr(item, "alias", None)
            scope.aliases[str(alias.aliasname) if alias else f"?{len(scope.aliases)}"] = ""
            self.visit_children(item, scope)

    def _relation(self, node: ast.RangeVar | None, scope: NameScope) -> str:
        if node is None:
            return ""
        alias = str(node.alias.aliasname if node.alias else node.relname)
        if not node.schemaname and node.relname in scope.derived:
            scope.aliases[alias] = ""
            return ""
        relation = self.uses.relation(node.schemaname, str(node.relname))
        scope.aliases[alias] = relation
        return relation

    def _using(self, names: Sequence[str], scope: NameScope) -> None:
        for name in names:
            relations = [each for each in scope.aliases.values() if each]
            self.all_same(self.uses.column(each, name) for each in relations[-2:])

    def insert(self, node: ast.InsertStmt, outer: NameScope) -> Term:
        """Visit an INSERT; its columns have the types of what is inserted."""
        scope = self._with(node.withClause, outer)
        relation = self._relation(node.relation, scope)
        columns = [self.uses.column(relation, str(each.name)) for each in node.cols or ()]
        if isinstance(node.selectStmt, ast.SelectStmt):
            for column, term in zip(columns, self.select(node.selectStmt, outer.inner(scope.derived)), strict=False):
                self.same(column, term)
        conflict = node.onConflictClause
        if conflict is not None:
            self._conflict(conflict, relation, scope)
        self.visit(node.returningClause, scope)
        return None

    def _conflict(self, clause: Any, relation: str, scope: NameScope) -> None:  # noqa: ANN401 - an OnConflictClause
        scope.aliases["excluded"] = relation
        elements = (clause.infer.indexElems if clause.infer else None) or ()
        names = tuple(str(each.name) for each in elements if each.name)
        for name in names:
            self.uses.column(relation, name)
        if names and len(names) == len(elements):
            self.uses.relations[relation].keys[names] = None
        self._set(clause.targetList, relation, scope)
        self.boolean(clause.whereClause, scope)

    def update(self, node: ast.UpdateStmt, outer: NameScope) -> Term:
        """Visit an UPDATE."""
        scope = self._with(node.withClause, outer)
        relation = self._relation(node.relation, scope)
        self._from(node.fromClause, scope)
        self._set(node.targetList, relation, scope)
        self.boolean(node.whereClause, scope)
        self.visit(node.returningClause, scope)
        return None

    def _set(self, targets: Any, relation: str, scope: NameScope) -> None:  # noqa: ANN401 - a list of ResTargets
        for each in targets or ():
            self.same(self.uses.column(relation, str(each.name)), self.visit(each.val, scope))

    def delete(self, node: ast.DeleteStmt, outer: NameScope) -> Term:
        """Visit a DELETE."""
        scope = self._with(node.withClause, outer)
        self._relation(node.relation, scope)
        self._from(node.usingClause, scope)
        self.boolean(node.whereClause, scope)
        self.visit(node.returningClause, scope)
        return None

    # --- expressions ------------------------------------------------------------------------------------------------

    def column(self, node: ast.ColumnRef, scope: NameScope) -> Term:
        """Return the key of a column or a variable."""
        parts = tuple(node_strings(node.fields))
        return scope.resolve(parts) if parts and len(parts) == len(node.fields or ()) else None

    def expression(self, node: ast.A_Expr, scope: NameScope) -> Term:
        """Visit an operator; both sides of a comparison have the same type."""
        left, name = self.visit(node.lexpr, scope), "".join(node_strings(node.name)[-1:])
        if node.kind in _LISTS and isinstance(node.rexpr, tuple):
            self.all_same([left, *(self.visit(each, scope) for each in node.rexpr)])
            return "boolean"
        right = self.visit(node.rexpr, scope)
        if node.kind in _TEXTS or name in _TEXT_OPERATORS:
            self.same(left, "text")
            return "boolean"
        if node.kind in {A_Expr_Kind.AEXPR_OP_ANY, A_Expr_Kind.AEXPR_OP_ALL}:
            self.same(left, self._element(right))
            return "boolean"
        if node.kind in _DISTINCT or name in _COMPARED:
            self.same(left, right)
            return left if node.kind == A_Expr_Kind.AEXPR_NULLIF else "boolean"
        return self._operated(name, left, right)

    def _element(self, term: Term) -> Term:
        known = self.groups.type_of(term) if isinstance(term, tuple) else term or ""
        return known.removesuffix("[]") if known.endswith("[]") else None

    def _operated(self, name: str, left: Term, right: Term) -> Term:
        if name in {"->", "#>", "->>", "#>>"}:
            self.same(left, "jsonb")
            return "text" if name.endswith(">>") else "jsonb"
        if name == "||":
            return None
        if name in {"+", "-", "*", "/", "%"} and "interval" not in {left, right}:
            return left if isinstance(left, tuple) else right
        return None

    def function(self, node: ast.FuncCall, scope: NameScope) -> Term:
        """Visit a call of a function whose types may be known."""
        name = "".join(node_strings(node.funcname)[-1:]).lower()
        terms = [self.visit(each, scope) for each in node.args or ()]
        for part in (node.agg_filter, node.agg_order, node.over):
            self.visit(part, scope)
        if name in SEQUENCES:
            self.uses.sequences |= dict.fromkeys(node_constants((node.args or ())[:1]))
        if name not in RETURNS:
            self.uses.functions[name] = None
        if terms and name in TAKES:
            self.same(terms[0], TAKES[name])
        if name in SAME or name == "sum":
            return terms[0] if terms else None
        return RETURNS.get(name) or ("function", name)

    def cast(self, node: ast.TypeCast, scope: NameScope) -> Term:
        """Return the type of a cast; the last name of `'s'::regclass` may be that of a sequence."""
        self.visit(node.arg, scope)
        return type_name(node.typeName)

    def constant(self, node: ast.A_Const, _scope: NameScope) -> Term:
        """Return the type of a constant; a string may be of any."""
        return next((name for kind, name in _CONSTANTS if isinstance(node.val, kind)), None)

    def coalesce(self, node: Any, scope: NameScope) -> Term:  # noqa: ANN401 - a CoalesceExpr or a MinMaxExpr
        """Return the type that all arguments have."""
        return self.all_same([self.visit(each, scope) for each in node.args or ()])

    def case(self, node: ast.CaseExpr, scope: NameScope) -> Term:
        """Visit CASE: the conditions, and results of one type."""
        subject, results = self.visit(node.arg, scope), [self.visit(node.defresult, scope)]
        for each in node.args or ():
            condition = self.visit(each.expr, scope)
            self.same(condition, subject if node.arg is not None else "boolean")
            results.append(self.visit(each.result, scope))
        return self.all_same(results)

    def conditions(self, node: ast.BoolExpr, scope: NameScope) -> Term:
        """Visit AND, OR and NOT."""
        for each in node.args or ():
            self.boolean(each, scope)
        return "boolean"

    def subquery(self, node: ast.SubLink, scope: NameScope) -> Term:
        """Visit a query within an expression; a scalar one has the type of its column."""
        left = self.visit(node.testexpr, scope)
        columns = self.select(node.subselect, scope) if isinstance(node.subselect, ast.SelectStmt) else []
        first = columns[0] if columns else None
        if left is not None:
            self.same(left, first)
        kind = node.subLinkType.name if node.subLinkType is not None else ""
        return first if kind == "EXPR_SUBLINK" else "boolean" if kind != "ARRAY_SUBLINK" else None

    def first_column(self, node: ast.SelectStmt, scope: NameScope) -> Term:
        """Visit a query and return the type of its first column."""
        columns = self.select(node, scope)
        return columns[0] if columns else None

    def truth(self, node: ast.BooleanTest, scope: NameScope) -> Term:
        """Visit IS TRUE and the like."""
        self.boolean(node.arg, scope)
        return "boolean"

    def null_test(self, node: ast.NullTest, scope: NameScope) -> Term:
        """Visit IS NULL."""
        self.visit(node.arg, scope)
        return "boolean"

    def time(self, node: ast.SQLValueFunction, _scope: NameScope) -> Term:
        """Return the type of CURRENT_DATE and the like."""
        name = node.op.name if node.op is not None else ""
        if "DATE" in name:
            return "date"
        return "timestamp with time zone" if "TIMESTAMP" in name else "text"


_VISITORS: dict[type, Callable[[TypeInference, Any, NameScope], Term]] = {
    ast.SelectStmt: TypeInference.first_column,
    ast.InsertStmt: TypeInference.insert,
    ast.UpdateStmt: TypeInference.update,
    ast.DeleteStmt: TypeInference.delete,
    ast.ColumnRef: TypeInference.column,
    ast.A_Expr: TypeInference.expression,
    ast.FuncCall: TypeInference.function,
    ast.TypeCast: TypeInference.cast,
    ast.A_Const: TypeInference.constant,
    ast.CoalesceExpr: TypeInference.coalesce,
    ast.MinMaxExpr: TypeInference.coalesce,
    ast.CaseExpr: TypeInference.case,
    ast.BoolExpr: TypeInference.conditions,
    ast.SubLink: TypeInference.subquery,
    ast.BooleanTest: TypeInference.truth,
    ast.NullTest: TypeInference.null_test,
    ast.SQLValueFunction: TypeInference.time,
}
