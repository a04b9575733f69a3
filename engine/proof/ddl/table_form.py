"""The normal form of CREATE TABLE: constraints of columns are listed with those of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pglast import ast
from pglast.enums import ConstrType
from pglast.visitors import Visitor

from engine.proof.ddl.tree_form import INDEXED, Parsed, Tree, relation_option, tree_to_tuple

HOISTED = (*INDEXED, ConstrType.CONSTR_CHECK, ConstrType.CONSTR_FOREIGN)
ATTRIBUTES = frozenset(kind for kind in ConstrType if kind.name.startswith("CONSTR_ATTR_"))
DEFERRABLE, NOT_DEFERRABLE = ConstrType.CONSTR_ATTR_DEFERRABLE, ConstrType.CONSTR_ATTR_NOT_DEFERRABLE
DEFERRED, IMMEDIATE = ConstrType.CONSTR_ATTR_DEFERRED, ConstrType.CONSTR_ATTR_IMMEDIATE
TIMES = frozenset({
    (), (DEFERRABLE,), (NOT_DEFERRABLE,), (DEFERRED,), (IMMEDIATE,),
    (DEFERRABLE, DEFERRED), (DEFERRABLE, IMMEDIATE), (NOT_DEFERRABLE, IMMEDIATE),
})  # fmt: skip
"""What the server accepts after a constraint, in either order; it refuses contradictory words."""
FORBIDS_NULL = frozenset({ConstrType.CONSTR_NOTNULL, ConstrType.CONSTR_IDENTITY, ConstrType.CONSTR_PRIMARY})
SERIALS = frozenset({"serial", "bigserial", "smallserial", "serial2", "serial4", "serial8"})
DERIVED = {"initially_valid", "deferrable", "initdeferred"}
LONGEST = 63 - len("__check99")
"""Bytes of a table's and a column's name together; beyond that, generated names are truncated and may clash."""
WHOLE_ROW = "*"  # names no check
GENERATED_NAME = re.compile(r"_(pkey|key|check|fkey|excl|not_null)\d*\Z")


def normalize_table(node: Parsed) -> Tree:
    """Return columns in order, keys in order, checks by name."""
    elements = node.tableElts or ()
    columns = [element for element in elements if isinstance(element, ast.ColumnDef)]
    others = [element for element in elements if not isinstance(element, (ast.ColumnDef, ast.Constraint))]
    constraints = [found for element in elements for found in table_constraints(element)]
    rest = {name: getattr(node, name) for name in node if name not in ("tableElts", "options")}
    return (
        "CreateStmt",
        tuple((name, tree_to_tuple(value)) for name, value in rest.items() if value not in (None, False, ())),
        tuple(sorted((relation_option(option) for option in node.options or ()), key=repr)),
        tuple(_column(column) for column in columns),
        tuple(_placed(other, elements) for other in others),
        *order_constraints(node.relation.relname, constraints),
    )


def table_head(node: Parsed) -> Tree:
    """Return a table's normal form without the constraints that may also be added to it."""
    return normalize_table(node)[:5]


def _placed(other: ast.Node, elements: tuple[ast.Node, ...]) -> Tree:
    """Return LIKE and the rest with the number of columns before them."""
    before = elements[: elements.index(other)]
    return sum(isinstance(element, ast.ColumnDef) for element in before), tree_to_tuple(other)


def _column(column: Parsed) -> Tree:
    """Return a column without its hoisted constraints; its clauses may come in any order."""
    clauses = list(_attributed(column.constraints or ()))
    kinds = {clause.contype for clause, _ in clauses if clause}
    if column.typeName and column.typeName.names[-1].sval in SERIALS:
        kinds.add(ConstrType.CONSTR_NOTNULL)
    kept = [
        (clause and _clause(clause), words)
        for clause, words in clauses
        if clause is None or not (clause.contype in HOISTED or (is_default_null(clause, kinds) and not words))
    ]
    said = tuple(
        (name, tree_to_tuple(getattr(column, name))) for name in column if name not in ("constraints", "location")
    )
    return said, tuple(sorted(_without_doubles(kept), key=repr))


def _without_doubles(clauses: list[Tree]) -> Iterator[Tree]:
    """Yield the clauses, but an unnamed NOT NULL only once: repeating it changes nothing."""
    for at, clause in enumerate(clauses):
        if clause not in clauses[:at] or ("contype", ConstrType.CONSTR_NOTNULL) not in clause[0][0]:
            yield clause


def is_default_null(clause: Parsed, kinds: set[ConstrType]) -> bool:
    """Whether a clause is NULL and nothing beside it contradicts that, which the server would refuse."""
    return clause.contype == ConstrType.CONSTR_NULL and not kinds & FORBIDS_NULL


def _attributed(clauses: tuple[Parsed, ...]) -> Iterator[tuple[Parsed | None, tuple[ConstrType, ...]]]:
    """Yield each clause of a column with the attributes right after it; attributes without a clause come alone."""
    clause, words = None, ()
    for each in clauses:
        if each.contype in ATTRIBUTES:
            words = (*words, ConstrType(each.contype))
            continue
        if clause or words:
            yield clause, words
        clause, words = each, ()
    if clause or words:
        yield clause, words


def _clause(clause: Parsed) -> Tree:
    """Return a clause of a column; the options of an identity may come in any order."""
    said = [(name, tree_to_tuple(getattr(clause, name))) for name in clause if name not in ("options", "location")]
    return tuple(said), tuple(sorted((tree_to_tuple(option) for option in clause.options or ()), key=repr))


def table_constraints(element: Parsed) -> Iterator[tuple[Parsed, Tree]]:
    """Yield the constraints of an element as constraints of the table."""
    if isinstance(element, ast.Constraint):
        yield element, _constraint(element, None, (bool(element.deferrable), bool(element.initdeferred)))
    elif isinstance(element, ast.ColumnDef):
        for clause, words in _attributed(element.constraints or ()):
            if clause and clause.contype in HOISTED:
                yield clause, _constraint(clause, element.colname, _timing(clause, words))


def _timing(clause: Parsed, words: tuple[ConstrType, ...]) -> Tree:
    """Return whether a constraint is deferrable and initially deferred; what the server may refuse is kept."""
    if words and clause.contype == ConstrType.CONSTR_CHECK:
        return words
    if words not in TIMES and words[::-1] not in TIMES:
        return words
    return DEFERRABLE in words or DEFERRED in words, DEFERRED in words


def _constraint(node: Parsed, column: str | None, timing: Tree) -> Tree:
    said = {name: tree_to_tuple(getattr(node, name)) for name in node if name not in DERIVED and name != "location"}
    if column is not None and node.contype in INDEXED:
        said["keys"] = (tree_to_tuple(ast.String(sval=column)),)
    if column is not None and node.contype == ConstrType.CONSTR_FOREIGN:
        said["fk_attrs"] = (tree_to_tuple(ast.String(sval=column)),)
    said["options"] = tuple(sorted((relation_option(option) for option in node.options or ()), key=repr))
    return tuple(said.items()), timing


def order_constraints(table: str, constraints: list[tuple[Parsed, Tree]]) -> tuple[Tree, ...]:
    """Return indexes and foreign keys in order; checks by name, unnamed ones in order for each column."""
    by_class = [
        tuple(tree for node, tree in constraints if node.contype in INDEXED),
        tuple(tree for node, tree in constraints if node.contype == ConstrType.CONSTR_FOREIGN),
        tuple(
            tree
            for node, tree in constraints
            if node.contype not in (*INDEXED, ConstrType.CONSTR_FOREIGN, ConstrType.CONSTR_CHECK)
        ),
    ]
    checks = [(node, tree) for node, tree in constraints if node.contype == ConstrType.CONSTR_CHECK]
    named = list(_by_name(checks))
    may_clash = any(node.conname and GENERATED_NAME.search(node.conname) for node, _ in constraints)
    if may_clash or any(_is_uncertain(table, about) for about, turn, _ in named if turn):
        return (*by_class, tuple(tree for _, tree in checks))
    return (*by_class, tuple(sorted(named, key=repr)))


def _is_uncertain(table: str, column: str) -> bool:
    """Whether the generated name of a check is not known: it is too long, or the column may be the whole row."""
    return column == table or len(f"{table}{column}".encode()) > LONGEST


def _by_name(checks: list[tuple[Parsed, Tree]]) -> Iterator[Tree]:
    """Yield each check with what PostgreSQL names it after: its own name, or its only column and a running number."""
    turns: dict[str, int] = {}
    for node, tree in checks:
        if node.conname:
            yield node.conname, 0, tree
            continue
        columns = named_columns(node.raw_expr)
        about = next(iter(columns)) if len(columns) == 1 and columns != {WHOLE_ROW} else ""
        turns[about] = turns.get(about, 0) + 1
        yield about, turns[about], tree


def named_columns(expression: ast.Node) -> set[str]:
    """Return the names of the columns in an expression; `*` is the whole row."""
    return _Columns()(expression)


class _Columns(Visitor):
    """Collects the names of the columns in an expression."""

    def __call__(self, node: ast.Node) -> set[str]:
        self.names: set[str] = set()
        super().__call__(node)
        return self.names

    def visit_ColumnRef(self, _ancestors: object, node: Parsed) -> None:  # noqa: N802 - the visitor's protocol
        self.names.add(getattr(node.fields[-1], "sval", WHOLE_ROW))
