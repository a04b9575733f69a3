"""The core of the walk over a routine's SQL: what each kind of node adds is in the visitors."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pglast import ast

from engine.analysis.sql_nodes import flatten
from engine.trial.stubs.name_scope import NameScope
from engine.trial.stubs.relation_uses import RelationUses
from engine.trial.stubs.type_groups import Key, TypeGroups

Term = Key | str | None  # a key, the name of a type, or nothing
Visitor = Callable[["TypeInference", Any, NameScope], Term]


@dataclass(frozen=True)
class TypeInference:
    """The uses and groups that the visited statements add to."""

    uses: RelationUses
    groups: TypeGroups
    visitors: Mapping[type, Visitor]

    def visit(self, node: Any, scope: NameScope) -> Term:  # noqa: ANN401 - any node or list of nodes
        """Note what a node uses; return its type, as far as it is known."""
        if isinstance(node, tuple):
            for each in node:
                self.visit(each, scope)
            return None
        visitor = self.visitors.get(type(node))
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

    def visit_all(self, nodes: Iterable[Any] | None, scope: NameScope) -> list[Term]:
        """Visit some nodes and return their types."""
        return [self.visit(each, scope) for each in nodes or ()]

    def boolean(self, node: Any, scope: NameScope) -> None:  # noqa: ANN401 - an expression
        """Visit a condition."""
        self.same(self.visit(node, scope), "boolean")

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
        first: Term = None
        for each in terms:
            self.same(first, each)
            first = first or each
        return first

    def type_name(self, term: Term) -> str:
        """Return the name of a term's type; empty where it is not known."""
        if isinstance(term, tuple):
            return self.groups.type_of(term)
        return term or ""
