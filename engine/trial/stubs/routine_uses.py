"""What a routine uses of the schema around it, by its own text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pglast import ast

from engine.analysis.sql_nodes import fragment_tree
from engine.plpgsql.tree import (
    Alias,
    Assign,
    Cursor,
    CursorParameter,
    Elsif,
    ForQuery,
    ForRange,
    Fragment,
    If,
    Into,
    Return,
    ReturnQuery,
    Sql,
    Variable,
    While,
)
from engine.trial.routine.body_view import BodyView
from engine.trial.stubs.expression_visitors import EXPRESSION_VISITORS
from engine.trial.stubs.known_functions import BUILT_IN
from engine.trial.stubs.name_scope import NameScope, RoutineVariables
from engine.trial.stubs.query_visitors import QUERY_VISITORS, select_columns
from engine.trial.stubs.relation_uses import RelationUse, RelationUses
from engine.trial.stubs.type_groups import Key, TypeGroups
from engine.trial.stubs.type_inference import Term, TypeInference

TRIGGER_TABLE = "trial_table"  # of a trigger function without a trigger
_TYPE = re.compile(r'((?:[\w$]+|"[^"]+")(?:\.(?:[\w$]+|"[^"]+"))*)\s*%\s*(TYPE|ROWTYPE)', re.IGNORECASE)
_PLAIN_TYPE = re.compile(r'(?:[\w$]+|"[^"]+")(?:\.(?:[\w$]+|"[^"]+"))?')
_RECORD = frozenset({"record", "refcursor"})


@dataclass(frozen=True)
class RoutineUses:
    """The relations with their columns, and the groups that give the columns their types."""

    relations: RelationUses
    groups: TypeGroups
    variables: RoutineVariables

    def column_type(self, relation: str, column: str) -> str:
        """Return the inferred type of a column; empty where nothing is known."""
        return self.groups.type_of(("column", relation, column))

    def add(self, other: "RoutineUses") -> None:
        """Add what another routine uses of relations: one that this one calls."""
        for key, use in other.relations.relations.items():
            mine = self.relations.relations.setdefault(key, RelationUse(use.schema, use.name))
            mine.add(use.columns)
            mine.keys |= use.keys
            for column in use.columns:
                if found := other.column_type(key, column):
                    self.groups.suggest(("column", key, column), found)
        self.relations.sequences |= other.relations.sequences


def folded(written: str) -> str:
    """Return a name as the server folds it."""
    return written.strip('"') if written.startswith('"') else written.lower()


def routine_uses(view: BodyView, known_columns: Mapping[str, frozenset[str]], trigger_table: str = "") -> RoutineUses:
    """Return what a body uses; relations that exist have known columns."""
    found = RoutineUses(RelationUses(), TypeGroups(), RoutineVariables())
    reader = _Reader(view, found, known_columns, trigger_table or TRIGGER_TABLE)
    reader.declare()
    reader.read()
    return reader.found


@dataclass
class _Reader:
    view: BodyView
    found: RoutineUses
    known_columns: Mapping[str, frozenset[str]]
    trigger_table: str

    @property
    def inference(self) -> TypeInference:
        return TypeInference(self.found.relations, self.found.groups, {**QUERY_VISITORS, **EXPRESSION_VISITORS})

    @property
    def scope(self) -> NameScope:
        return NameScope(self.found.relations, self.found.variables, self.known_columns)

    def declare(self) -> None:
        """Note the variables with their types."""
        header = self.view.routine.header
        for number, each in enumerate(header.parameters, start=1):
            self._variable(each.name, each.type_name)
            self._variable(f"${number}", each.type_name)
        if header.is_trigger:
            table = self._relation(self.trigger_table.split("."))
            self.found.variables.rows |= {"new": table, "old": table}
        for each in self.view.of(Variable, CursorParameter):
            self._variable(each.name, each.type.text)
        for each in self.view.of(Alias):
            self._variable(each.name, self.found.groups.type_of(("variable", folded(each.target.text))) or "text")
        for each in self.view.of(ForRange):
            self._variable(each.variable.text, "integer")

    def _variable(self, written: str, type_text: str) -> None:
        name, variables = folded(written), self.found.variables
        reference = _TYPE.match(type_text.strip())
        if reference and reference.group(2).upper() == "ROWTYPE":
            variables.rows[name] = self._relation(reference.group(1).split("."))
        elif reference:
            variables.plain.add(name)
            parts = reference.group(1).split(".")
            if len(parts) > 1:
                relation = self._relation(parts[:-1])
                column = self.found.relations.column(relation, folded(parts[-1]))
                self.found.groups.unite(("variable", name), column)
        elif type_text.lower() in _RECORD:
            variables.records.add(name)
        elif self._has_fields(name, type_text):
            variables.rows[name] = self._relation(type_text.split("."))
        elif name:
            variables.plain.add(name)
            self.found.groups.declare(("variable", name), type_text)

    def _has_fields(self, name: str, type_text: str) -> bool:
        """Whether a variable of a type that is not PostgreSQL's is used with a field."""
        plain = _PLAIN_TYPE.fullmatch(type_text.strip())
        if not name or plain is None or type_text.strip().lower() in BUILT_IN:
            return False
        return re.search(rf"(?<![\w.]){re.escape(name)}\s*\.\s*[a-z_\"]", self.view.text, re.IGNORECASE) is not None

    def _relation(self, parts: Sequence[str]) -> str:
        names = [folded(each) for each in parts[-2:]]
        return self.found.relations.relation(names[0] if len(names) > 1 else None, names[-1])

    def read(self) -> None:
        """Visit every piece of SQL; those that assign also give types to their targets."""
        seen = {id(each) for part in self.view.parts for each in self._assigning(part.node)}
        for fragment in self.view.fragments():
            if id(fragment) not in seen:
                self._columns(fragment)

    def _assigning(self, node: Any) -> list[Fragment]:  # noqa: ANN401 - any part of a body
        """Visit a statement that assigns; return the fragments that are thereby visited."""
        if isinstance(node, Sql):
            self._into(node.into.targets if isinstance(node.into, Into) else (), node.statement)
            return [node.statement]
        if isinstance(node, ForQuery) and isinstance(node.query, Fragment):
            self._into(node.targets, node.query)
            return [node.query]
        if isinstance(node, Cursor):
            self._into((Fragment("target", node.name, node.span, ()),), node.query)
            return [node.query]
        if isinstance(node, Assign):
            self.inference.same(self._target(node.target), self._first(node.value))
            return [node.value]
        if isinstance(node, If | Elsif | While):
            self.inference.same(self._first(node.condition), "boolean")
            return [node.condition]
        return self._returning(node)

    def _returning(self, node: Any) -> list[Fragment]:  # noqa: ANN401 - any part of a body
        header = self.view.routine.header
        if isinstance(node, Return) and node.value is not None:
            if not header.is_trigger:
                self.inference.same(self._first(node.value), header.returns or None)
            return [node.value]
        if isinstance(node, ReturnQuery) and isinstance(node.query, Fragment):
            outputs = [each.type_name for each in header.parameters if not each.is_input] or [header.returns]
            for term, type_name in zip(self._columns(node.query), outputs, strict=False):
                self.inference.same(term, type_name)
            return [node.query]
        return []

    def _into(self, targets: Sequence[Fragment], query: Fragment) -> None:
        tree = fragment_tree(query)
        terms = self._columns(query)
        if tree is None:
            return
        if len(targets) == 1 and folded(targets[0].text) in self.found.variables.records:
            self._fields(folded(targets[0].text), tree.nodes[0].node, terms)
            return
        for target, term in zip(targets, terms, strict=False):
            self.inference.same(self._target(target), term)

    def _fields(self, record: str, root: Any, terms: Sequence[Term]) -> None:  # noqa: ANN401 - a statement's tree
        """Give the fields of a record the types of the columns that it is filled from."""
        for target, term in zip(getattr(root, "targetList", None) or (), terms, strict=False):
            if isinstance(target, ast.ResTarget) and (name := _output_name(target)):
                self.inference.same(("field", record, name), term)
            elif len(terms) == 1 and (relation := _only_relation(root)):
                self.found.variables.records.discard(record)
                self.found.variables.rows[record] = relation

    def _target(self, target: Fragment) -> Key | None:
        parts = target.text.partition("[")[0].split(".")
        if "[" in target.text:
            return None
        return self.scope.resolve(tuple(folded(each.strip()) for each in parts))

    def _first(self, fragment: Fragment) -> Term:
        return next(iter(self._columns(fragment)), None)

    def _columns(self, fragment: Fragment) -> list[Term]:
        tree = fragment_tree(fragment)
        if tree is None:
            return []
        root = tree.nodes[0].node
        if isinstance(root, ast.SelectStmt):
            return select_columns(self.inference, root, self.scope)
        self.inference.visit(root, self.scope)
        return []


def _output_name(target: ast.ResTarget) -> str:
    """Return the name of a column of a query: its alias, or the name of the column that it is."""
    if target.name:
        return str(target.name)
    if isinstance(target.val, ast.ColumnRef):
        last = (target.val.fields or ())[-1]
        return str(last.sval) if isinstance(last, ast.String) else ""
    return ""


def _only_relation(root: Any) -> str:  # noqa: ANN401 - a statement's tree
    """Return the relation of `SELECT * FROM relation`."""
    items = getattr(root, "fromClause", None) or ()
    if len(items) != 1 or not isinstance(items[0], ast.RangeVar):
        return ""
    return f"{items[0].schemaname}.{items[0].relname}" if items[0].schemaname else str(items[0].relname)
