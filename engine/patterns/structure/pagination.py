"""One page: a size and a start that come from the caller."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, Evidence
from engine.patterns.questions.calls import uses_parameter
from engine.patterns.questions.changes import statement_span
from engine.patterns.questions.comparisons import comparisons


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[Evidence]:
    for site in unit.sites(ast.SelectStmt):
        select = site.node
        if select.limitCount is None or not uses_parameter(select.limitCount, unit):
            continue
        if uses_parameter(select.limitOffset, unit) or _continues(select, unit):
            yield Evidence(statement_span(site), {}, 0.93)


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
