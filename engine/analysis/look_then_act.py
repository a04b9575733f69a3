"""A row is looked at, and what was seen decides about a change of the same table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pglast import ast

from engine.analysis.expressions import column_path, function_name, nodes_within, operator, relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import bare
from engine.analysis.steps import ends, fragment_expression, fragment_root
from engine.plpgsql import tree
from engine.source.span import Span

_LOCKS = ("advisory", "for update", "for no key update", "for share", "lock table", "serializable", "skip locked")


@dataclass(frozen=True, slots=True)
class TableLook:
    """A query of a table: where, the columns it reads, the variables that take them, and whether it counts rows."""

    table: str
    span: Span
    columns: frozenset[str]
    variables: frozenset[str]
    counts: bool


@dataclass(frozen=True, slots=True)
class Race:
    """A look and the change that depends on it."""

    look: TableLook
    action: str


@dataclass(slots=True)
class _Walk:
    """What was looked at so far, and which of it a condition has compared.

    `last` is the look that FOUND speaks of; None once another statement has set FOUND.
    """

    looks: dict[str, TableLook]
    compared: dict[str, TableLook]
    found: dict[str, Race]
    last: TableLook | None = None


def races(unit: ParsedUnit) -> Iterator[Race]:
    """The changes of a body that depend on an earlier look at the same table, which nothing keeps true."""
    if unit.block is None or not _may_race(unit) or _is_protected(unit):
        return
    walk = _Walk({}, {}, {})
    _steps(walk, (unit.block,), {})
    yield from walk.found.values()


def _steps(walk: _Walk, steps: Iterable[Any], absent: Mapping[str, TableLook]) -> None:
    """Walk statements; `absent` has the looks that found nothing on every way to them."""
    absent = dict(absent)
    for each in steps:
        if isinstance(each, (tree.Sql, tree.Perform, tree.ForQuery, tree.ForCursor)):
            walk.last = None
        for look in _looks(each):
            walk.looks[look.table] = walk.last = look
        if isinstance(each, tree.If):
            absent |= _branches(walk, each, absent)
            continue
        for race in _race(each, walk, absent):
            walk.found.setdefault(race.look.table, race)
        for inner in _inner_steps(each):
            _steps(walk, inner, absent)


def _branches(walk: _Walk, node: tree.If, absent: Mapping[str, TableLook]) -> dict[str, TableLook]:
    """Walk the branches of an IF; the looks that found nothing wherever it is passed."""
    left: dict[str, TableLook] = {}
    for fragment, steps in [(node.condition, node.then), *((each.condition, each.steps) for each in node.elsifs)]:
        condition = fragment_expression(fragment)
        for look in _sub_looks(fragment, node.span, ()):
            walk.looks[look.table] = look
        walk.compared |= {look.table: look for look in walk.looks.values() if _compares(condition, look)}
        met, unmet = (_absent_if(condition, walk, holds=holds) for holds in (True, False))
        last = walk.last
        _steps(walk, steps, {**absent, **left, **met})
        walk.last = last
        if ends(steps) or (fragment is node.condition and node.otherwise is not None):
            left |= unmet
    _steps(walk, node.otherwise or (), {**absent, **left})
    if ends(node.then):
        return left
    return {}


def _inner_steps(step: object) -> Iterator[tuple[Any, ...]]:
    if isinstance(step, tree.Case):
        yield from (each.steps for each in step.cases)
        yield step.otherwise or ()
    elif not isinstance(step, tree.If):
        inner = getattr(step, "steps", None)
        if inner is not None:
            yield inner


def _absent_if(condition: object, walk: _Walk, *, holds: bool) -> dict[str, TableLook]:
    """The looks that found nothing where a condition holds, or does not."""
    if isinstance(condition, ast.BoolExpr) and condition.boolop is not None:
        parts = condition.args or ()
        if condition.boolop.name == "NOT_EXPR":
            return _absent_if(parts[0], walk, holds=not holds)
        every = (condition.boolop.name == "AND_EXPR") == holds
        found = [_absent_if(each, walk, holds=holds) for each in parts]
        if every:
            return {table: look for each in found for table, look in each.items()}
        return {}
    asked = _asked_for_existence(condition, walk)
    return {look.table: look for look, exists in asked if exists != holds}


def _asked_for_existence(condition: object, walk: _Walk) -> Iterator[tuple[TableLook, bool]]:
    """The looks that a condition asks about, and whether it holds when they found something."""
    if isinstance(condition, ast.SubLink):
        yield from ((walk.looks[each], True) for each in _queried(condition.subselect) if each in walk.looks)
    elif column_path(condition) == ("found",):
        yield from ((look, True) for look in (walk.last,) if look is not None)
    elif column_path(condition):
        yield from ((look, True) for look in walk.looks.values() if ".".join(column_path(condition)) in look.variables)
    elif isinstance(condition, ast.NullTest) and condition.nulltesttype is not None:
        present = condition.nulltesttype.name == "IS_NOT_NULL"
        yield from ((look, present) for look in walk.looks.values() if _names_variable(condition.arg, look))
    elif isinstance(condition, ast.A_Expr) and operator(condition) in {"=", ">", "<", "<="}:
        present = operator(condition) == ">"
        if _is_small(condition.rexpr):
            yield from (
                (look, present) for look in walk.looks.values() if look.counts and _names_variable(condition, look)
            )


def _is_small(node: object) -> bool:
    """Whether it is 0 or 1, as a count is compared with."""
    return isinstance(node, ast.A_Const) and isinstance(node.val, ast.Integer) and (node.val.ival or 0) in {0, 1}


def _names_variable(node: object, look: TableLook) -> bool:
    return any(".".join(path) in look.variables or path[0] in look.variables for path in _paths(node))


def _compares(condition: object, look: TableLook) -> bool:
    """Whether a condition compares what was read, not only asks whether a row was found."""
    compared = [each for each in nodes_within(condition) if isinstance(each, ast.A_Expr)]
    values = any(_names_variable(each, look) for each in compared)
    asked = any(
        look.table in _queried(each.subselect)
        and each.subLinkType is not None
        and each.subLinkType.name == "EXPR_SUBLINK"
        for each in nodes_within(condition)
        if isinstance(each, ast.SubLink)
    )
    return values or asked


def _may_race(unit: ParsedUnit) -> bool:
    """Whether some table is both read and changed."""
    changed = [each.node.relation for kind in (ast.InsertStmt, ast.UpdateStmt) for each in unit.sites(kind)]
    names = {bare(relation_name(each)) for each in changed}
    targets = {id(each) for each in changed}
    read = (each.node for each in unit.sites(ast.RangeVar) if id(each.node) not in targets)
    return bool(names) and any(bare(relation_name(each)) in names for each in read)


def _is_protected(unit: ParsedUnit) -> bool:
    """Whether it locks, or handles the error that a lost race raises."""
    text = " ".join(unit.body.text.lower().split()) if unit.body else ""
    handled = any(
        condition.name.lower() in {"unique_violation", "others", "serialization_failure", "23505"}
        for site in unit.sites(tree.Handler)
        for condition in site.node.conditions
    )
    return handled or any(each in text for each in _LOCKS)


def _looks(step: object) -> Iterator[TableLook]:
    """The looks of a statement, those of conditions left out."""
    if isinstance(step, tree.Sql) and step.into is not None:
        yield from _look(fragment_root(step.statement), step.span, step.into.targets)
    elif isinstance(step, tree.Perform):
        yield from _look(fragment_root(step.query), step.span, ())
    elif isinstance(step, tree.Assign):
        yield from _sub_looks(step.value, step.span, (step.target,))


def _look(query: object, span: Span, targets: Iterable[tree.Fragment]) -> Iterator[TableLook]:
    tables = _queried(query)
    if isinstance(query, ast.SelectStmt) and len(tables) == 1 and query.whereClause is not None:
        columns = frozenset(path[-1] for each in query.targetList or () for path in _paths(each))
        counts = any(function_name(each) == "count" for each in nodes_within(query))
        yield TableLook(tables[0], span, columns, frozenset(each.text.lower() for each in targets), counts)


def _sub_looks(fragment: tree.Fragment, span: Span, targets: Iterable[tree.Fragment]) -> Iterator[TableLook]:
    for each in nodes_within(fragment_expression(fragment)):
        if isinstance(each, ast.SubLink):
            yield from _look(each.subselect, span, targets)


def _queried(query: object) -> list[str]:
    """The tables that a query reads, when it reads them directly."""
    clause = query.fromClause if isinstance(query, ast.SelectStmt) else None
    names = [relation_name(each) for each in clause or ()]
    return [bare(name) for name in names if name and not name.startswith(("pg_", "information_schema"))]


def _paths(node: object) -> Iterator[tuple[str, ...]]:
    return (path for each in nodes_within(node) if (path := column_path(each)))


def _race(step: object, walk: _Walk, absent: Mapping[str, TableLook]) -> Iterator[Race]:
    root = fragment_root(step.statement) if isinstance(step, tree.Sql) else None
    table = bare(relation_name(getattr(root, "relation", None)))
    missing, compared = absent.get(table), walk.compared.get(table)
    if isinstance(root, ast.InsertStmt) and missing and root.onConflictClause is None and not _is_conditional(root):
        yield Race(missing, "inserts into")
    elif isinstance(root, ast.UpdateStmt) and compared and _overwrites_what_was_read(root, compared):
        yield Race(compared, "updates")


def _is_conditional(node: ast.InsertStmt) -> bool:
    """INSERT … SELECT … WHERE NOT EXISTS."""
    select = node.selectStmt
    return isinstance(select, ast.SelectStmt) and any(
        isinstance(each, ast.SubLink) for each in nodes_within(select.whereClause)
    )


def _overwrites_what_was_read(node: ast.UpdateStmt, look: TableLook) -> bool:
    """Whether it sets a column that the decision depends on, and does not ask for its old value."""
    changed = {(each.name or "").lower() for each in node.targetList or () if isinstance(each, ast.ResTarget)}
    asked = {path[-1] for path in _paths(node.whereClause)}
    return bool((changed & look.columns) - asked)
