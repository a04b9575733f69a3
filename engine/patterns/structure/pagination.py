"""One page: a size and a start that come from the caller."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import A_Expr_Kind

from engine.analysis.expressions import column_path, function_name, nodes_within
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import uses_parameter
from engine.patterns.questions.changes import statement_span
from engine.patterns.questions.comparisons import comparisons


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for site in unit.sites(ast.SelectStmt):
        select = site.node
        if select.limitCount is None or not uses_parameter(select.limitCount, unit):
            continue
        if uses_parameter(select.limitOffset, unit) or _continues(select, unit):
            yield PatternEvidence(statement_span(site), {}, 0.93)
    for site in unit.sites(ast.SelectStmt):
        if _takes_numbered_rows(site.node, unit):
            yield PatternEvidence(statement_span(site), {}, 0.88)


def _takes_numbered_rows(select: ast.SelectStmt, unit: ParsedUnit) -> bool:
    """Whether rows are numbered in a sub-query, and those between two numbers of the caller are taken."""
    numbered = {
        (target.name or "row_number").lower()
        for each in select.fromClause or ()
        if isinstance(each, ast.RangeSubselect) and isinstance(each.subquery, ast.SelectStmt)
        for target in each.subquery.targetList or ()
        if function_name(target.val) == "row_number"
    }
    return any(
        isinstance(each, ast.A_Expr)
        and each.kind == A_Expr_Kind.AEXPR_BETWEEN
        and column_path(each.lexpr)[-1:] in {(name,) for name in numbered}
        and _names_parameters(each.rexpr, unit)
        for each in nodes_within(select.whereClause)
    )


def _names_parameters(bounds: object, unit: ParsedUnit) -> bool:
    return isinstance(bounds, tuple) and all(uses_parameter(each, unit) for each in bounds)


def _continues(select: ast.SelectStmt, unit: ParsedUnit) -> bool:
    """Whether the rows begin behind a key that the caller gives, in the order of that key."""
    ordered = {
        path[-1] for each in select.sortClause or () for part in nodes_within(each) if (path := column_path(part))
    }
    after = {
        each.column
        for each in comparisons(select.whereClause)
        if each.operator in {"<", ">", "<=", ">="} and uses_parameter(each.value, unit)
    }
    return bool(ordered & after)


DETECTOR = Detector(
    pattern="pagination",
    category="workflow",
    sentence="Gives one page of a list.",
    detect=_detect,
    positive=(
        (
            "CREATE FUNCTION page(p_after int, p_n int) RETURNS SETOF doc LANGUAGE sql AS "
            "$$ SELECT * FROM doc WHERE id > p_after ORDER BY id LIMIT p_n $$;"
        ),
        (
            "CREATE FUNCTION page(p_n int, p_start int) RETURNS SETOF doc LANGUAGE sql AS "
            "$$ SELECT * FROM doc ORDER BY id LIMIT p_n OFFSET p_start $$;"
        ),
    ),
    near_miss=(
        "CREATE FUNCTION newest() RETURNS SETOF doc LANGUAGE sql AS $$ SELECT * FROM doc ORDER BY id DESC LIMIT 1 $$;",
        "CREATE FUNCTION top(p_n int) RETURNS SETOF doc LANGUAGE sql AS $$ SELECT * FROM doc ORDER BY id LIMIT p_n $$;",
    ),
)
