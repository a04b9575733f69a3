"""The next number of a series that is kept in a table, or the largest so far plus one."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, function_name, nodes_within, operator
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, Evidence
from engine.patterns.questions.changes import TableChange, returned, statement_span, updates
from engine.patterns.questions.comparisons import number_constant


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[Evidence]:
    for change in updates(unit):
        column = _taken_counter(change)
        if column:
            yield Evidence(change.span, {"table": change.table, "field": column}, 0.9)
    for site in unit.sites(ast.A_Expr):
        if operator(site.node) == "+" and _is_largest_plus_one(site.node):
            yield Evidence(statement_span(site), {}, 0.92)


def _taken_counter(change: TableChange) -> str:
    """The column that grows by a number and that the statement returns."""
    given = {path[-1] for each in returned(change.node) for part in nodes_within(each) if (path := column_path(part))}
    for column, value in change.values.items():
        grows = operator(value) == "+" and any(column_path(each)[-1:] == (column,) for each in nodes_within(value))
        if grows and column in given:
            return column
    return ""


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
