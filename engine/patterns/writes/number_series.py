"""The next number of a series that is kept in a table, or the largest so far plus one."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, function_name, nodes_within, operator
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.steps import fragment_root
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import TableChange, inserts, returned, statement_span, updates
from engine.patterns.questions.comparisons import comparisons, number_constant
from engine.patterns.questions.parts import nodes_of_parts
from engine.plpgsql import tree


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for change in updates(unit):
        column = _taken_counter(change)
        if column:
            yield PatternEvidence(change.span, {"table": change.table, "field": column}, 0.9)
        elif column := _read_and_raised(change):
            yield PatternEvidence(change.span, {"table": change.table, "field": column}, 0.85)
    for change in inserts(unit):
        if column := _taken_on_conflict(change):
            yield PatternEvidence(change.span, {"table": change.table, "field": column}, 0.9)
    for site in unit.sites(ast.A_Expr):
        if operator(site.node) == "+" and _is_largest_plus_one(site.node):
            yield PatternEvidence(statement_span(site), {}, 0.92)


def _taken_counter(change: TableChange) -> str:
    """The column that grows by a number and that the statement returns; one that WHERE compares is a version."""
    given = _given(change)
    compared = {each.column for each in comparisons(change.node.whereClause)}
    taken = (column for column, value in change.values.items() if _grows(column, value) and column in given - compared)
    return next(taken, "")


def _given(change: TableChange) -> set[str]:
    return {path[-1] for each in returned(change.node) for part in nodes_within(each) if (path := column_path(part))}


def _grows(column: str, value: object) -> bool:
    return operator(value) == "+" and any(column_path(each)[-1:] == (column,) for each in nodes_within(value))


def _taken_on_conflict(change: TableChange) -> str:
    """The column that DO UPDATE makes grow and that the statement returns."""
    conflict = change.node.onConflictClause
    targets = (conflict.targetList or ()) if conflict is not None else ()
    names = {(each.name or "").lower() for each in targets if _grows((each.name or "").lower(), each.val)}
    return next(iter(sorted(names & _given(change))), "")


def _read_and_raised(change: TableChange) -> str:
    """The column that is read into a variable and then set to that variable plus one."""
    for site in change.site.unit.sites(tree.Sql):
        query = fragment_root(site.node.statement)
        if site.node.into is None or not isinstance(query, ast.SelectStmt) or site.span.start >= change.position:
            continue
        read = {path[-1] for each in nodes_of_parts(query.targetList) if (path := column_path(each))}
        targets = {each.text.lower() for each in site.node.into.targets}
        for column, value in change.values.items():
            if column in read and _is_next_of(value, targets):
                return column
    return ""


def _is_next_of(value: object, variables: set[str]) -> bool:
    """Whether a value is one of the variables plus a constant."""
    is_sum = isinstance(value, ast.A_Expr) and operator(value) == "+"
    return (
        is_sum
        and number_constant(value.rexpr) is not None
        and column_path(value.lexpr)[-1:] in {(name,) for name in variables}
    )


def _is_largest_plus_one(node: ast.A_Expr) -> bool:
    if number_constant(node.rexpr) != 1 and number_constant(node.lexpr) != 1:
        return False
    return any(function_name(each) == "max" for each in nodes_within(node))


DETECTOR = Detector(
    pattern="number_series",
    category="state_machine",
    sentence="Gives the next number of a series.",
    detect=_detect,
    positive=(
        (
            "CREATE FUNCTION next_no(p text) RETURNS int LANGUAGE sql AS "
            "$$ UPDATE counter SET n = n + 1 WHERE kind = p RETURNING n $$;"
        ),
        "CREATE FUNCTION next_no() RETURNS int LANGUAGE sql AS $$ SELECT coalesce(max(no), 0) + 1 FROM invoice $$;",
    ),
    near_miss=(
        "CREATE FUNCTION next_no() RETURNS bigint LANGUAGE sql AS $$ SELECT nextval('s') $$;",
        "CREATE FUNCTION last_no() RETURNS int LANGUAGE sql AS $$ SELECT max(no) FROM invoice $$;",
    ),
)
