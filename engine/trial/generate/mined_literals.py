"""The literals that a routine compares its values with, by the name of the value."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within
from engine.analysis.sql_nodes import fragment_tree
from engine.plpgsql.tree import Assign, Case, ForQuery, Fragment, Into, Sql
from engine.trial.generate.name_groups import NameGroups
from engine.trial.routine.body_view import BodyView


@dataclass(frozen=True, slots=True)
class MinedLiterals:
    """`by_name` is keyed by the first name of a group; `everything` are all literals of the routine.

    `joined` are the groups of which two names are compared for equality, which rows of two tables may share.
    """

    by_name: Mapping[str, tuple[str, ...]]
    everything: tuple[str, ...]
    groups: NameGroups
    joined: frozenset[str] = frozenset()

    def of(self, name: str) -> tuple[str, ...]:
        """Return the literals of a column, variable or parameter."""
        return self.by_name.get(self.groups.root(name.lower()), ())


def mine_literals(view: BodyView) -> MinedLiterals:
    """Return the literals of a routine."""
    groups = NameGroups()
    found: dict[str, list[str]] = defaultdict(list)
    everything: list[str] = []
    joined: list[str] = []
    for fragment in view.fragments():
        for node in _nodes(fragment):
            everything += [literal for literal in (_literal(node),) if literal is not None]
            for name, literals in _comparisons(node, groups):
                found[name] += literals
            joined += _joins(node, groups)
    _join_targets(view, groups)
    for case in view.of(Case):
        _add_case(case, found)
    by_root: dict[str, list[str]] = defaultdict(list)
    for name, literals in found.items():
        by_root[groups.root(name)] += literals
    unique = {name: tuple(dict.fromkeys(literals)) for name, literals in by_root.items()}
    return MinedLiterals(unique, tuple(dict.fromkeys(everything)), groups, frozenset(map(groups.root, joined)))


def _nodes(fragment: Fragment) -> tuple[ast.Node, ...]:
    tree = fragment_tree(fragment)
    return tuple(each.node for each in tree.nodes) if tree else ()


def _literal(node: object) -> str | None:
    """Return the text of a constant other than NULL, also one with a cast."""
    if isinstance(node, ast.TypeCast):
        return _literal(node.arg)
    if not isinstance(node, ast.A_Const) or node.isnull:
        return None
    value: Any = node.val
    for name in ("ival", "fval", "sval", "boolval"):
        if hasattr(value, name):
            return str(getattr(value, name))
    return None


def _name(node: object) -> str:
    """Return the last part of the column or variable that an expression is about; empty where it is about none."""
    if isinstance(node, ast.TypeCast):
        return _name(node.arg)
    if isinstance(node, ast.FuncCall | ast.CoalesceExpr):
        return next((name for each in node.args or () if (name := _name(each))), "")
    path = column_path(node)
    return path[-1] if path else ""


def _comparisons(node: ast.Node, groups: NameGroups) -> Iterator[tuple[str, list[str]]]:
    if isinstance(node, ast.A_Expr):
        left, right = _name(node.lexpr), _name(node.rexpr)
        if left and right and _is_equality(node):
            groups.join(left, right)
        if left:
            yield left, _literals_in(node.rexpr)
        if right:
            yield right, _literals_in(node.lexpr)
    elif isinstance(node, ast.CaseExpr) and node.arg is not None:
        yield _name(node.arg), [text for each in node.args or () for text in _literals_in(each.expr)]
    elif isinstance(node, ast.UpdateStmt):
        for target in node.targetList or ():
            groups.join((target.name or "").lower(), _name(target.val))


def _joins(node: ast.Node, groups: NameGroups) -> Iterator[str]:
    """Return the names that an equality, a USING or an IN with a query compares with another; join them."""
    if isinstance(node, ast.JoinExpr):
        yield from (str(each.sval).lower() for each in node.usingClause or () if isinstance(each, ast.String))
    elif isinstance(node, ast.A_Expr) and _is_equality(node) and _name(node.lexpr) and _name(node.rexpr):
        yield _name(node.lexpr)
    elif isinstance(node, ast.SubLink) and node.testexpr is not None:
        selected = _selected(node.subselect)
        if len(selected) == 1 and selected[0] and _name(node.testexpr):
            groups.join(_name(node.testexpr), selected[0])
            yield selected[0]


def _is_equality(node: ast.A_Expr) -> bool:
    signs = [each.sval for each in node.name or () if isinstance(each, ast.String)]
    return signs[-1:] in (["="], ["<>"])


def _literals_in(node: object) -> list[str]:
    parts = node if isinstance(node, tuple) else (node,)
    inner = (each for part in parts for each in nodes_within(part))
    return [text for each in inner if isinstance(each, ast.A_Const) and (text := _literal(each)) is not None]


def _join_targets(view: BodyView, groups: NameGroups) -> None:
    for each in view.of(Sql):
        if isinstance(each.into, Into):
            _join_columns(each.statement, [target.text.lower() for target in each.into.targets], groups)
    for loop in view.of(ForQuery):
        if isinstance(loop.query, Fragment):
            _join_columns(loop.query, [target.text.lower() for target in loop.targets], groups)
    for assigned in view.of(Assign):
        tree = fragment_tree(assigned.value)
        columns = _selected(tree.nodes[0].node) if tree else []
        if len(columns) == 1:
            groups.join(columns[0], assigned.target.text.lower())


def _join_columns(query: Fragment, targets: list[str], groups: NameGroups) -> None:
    tree = fragment_tree(query)
    columns = _selected(tree.nodes[0].node) if tree else []
    if len(columns) == len(targets):
        for column, target in zip(columns, targets, strict=True):
            groups.join(column, target.rpartition(".")[2])


def _selected(node: object) -> list[str]:
    if not isinstance(node, ast.SelectStmt):
        return []
    return [_name(each.val) for each in node.targetList or () if isinstance(each, ast.ResTarget)]


def _add_case(case: Case, found: dict[str, list[str]]) -> None:
    tree = fragment_tree(case.subject) if case.subject else None
    name = "".join(_selected(tree.nodes[0].node)) if tree else ""
    for arm in case.cases if name else ():
        for condition in arm.conditions:
            parsed = fragment_tree(condition)
            found[name] += _literals_in(parsed.nodes[0].node) if parsed else []
