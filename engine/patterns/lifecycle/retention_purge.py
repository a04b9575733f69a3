"""Rows are deleted by age."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, conjuncts, nodes_within, operator, relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts, bare
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import reads_clock, uses_parameter
from engine.patterns.questions.changes import TableChange, deletes
from engine.patterns.questions.comparisons import Comparison, comparisons
from engine.plpgsql import tree


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    aged = _clock_variables(unit)
    for change in deletes(unit):
        if _is_by_age(change, aged):
            yield PatternEvidence(change.span, {"table": change.table}, 0.92)


def _is_by_age(change: TableChange, aged: set[str]) -> bool:
    if any(_names_one(each, change) for each in comparisons(change.node.whereClause)):
        return False
    for each in (*change.conditions, *_inner_conditions(change)):
        if not isinstance(each, ast.A_Expr) or operator(each) not in {"<", "<=", ">", ">="}:
            continue
        for side, other in ((each.lexpr, each.rexpr), (each.rexpr, each.lexpr)):
            if _has_column(side) and (_is_past(other) or (column_path(other)[:1] and column_path(other)[0] in aged)):
                return True
    return False


def _inner_conditions(change: TableChange) -> Iterator[object]:
    """The conditions of a sub-query that picks rows of the same table."""
    for each in nodes_within(change.node.whereClause):
        if isinstance(each, ast.SelectStmt) and any(
            isinstance(table, ast.RangeVar) and bare(relation_name(table)) == change.table
            for table in each.fromClause or ()
        ):
            yield from conjuncts(each.whereClause)


def _names_one(found: Comparison, change: TableChange) -> bool:
    """Whether the caller says which row: then its age is only a condition."""
    return found.operator in {"=", "any"} and uses_parameter(found.value, change.site.unit)


def _has_column(node: object) -> bool:
    return any(column_path(each) for each in nodes_within(node))


def _is_past(node: object) -> bool:
    """The current time, or a time before it."""
    return reads_clock(node)


def _clock_variables(unit: ParsedUnit) -> set[str]:
    """Variables that hold a time computed from now, and parameters that say how old is too old."""
    found = {
        site.node.target.text.lower()
        for site in unit.sites(tree.Assign)
        if any(reads_clock(sql.node) for sql in unit.sites(ast.SelectStmt) if sql.step is site)
    }
    found |= {
        site.node.name.lower()
        for site in unit.sites(tree.Variable)
        if any(reads_clock(sql.node) for sql in unit.sites(ast.SelectStmt) if sql.step is site)
    }
    parameters = unit.header.parameters if unit.header else ()
    return found | {each.name.lower() for each in parameters if each.type_name.startswith(("timestamp", "date"))}


DETECTOR = Detector(
    pattern="retention_purge",
    category="workflow",
    sentence="Deletes rows by their age.",
    detect=_detect,
    positive=(
        (
            "CREATE FUNCTION purge() RETURNS void LANGUAGE sql AS "
            "$$ DELETE FROM log WHERE at < now() - interval '30 days' $$;"
        ),
        (
            "CREATE FUNCTION purge(p_before timestamptz) RETURNS void LANGUAGE sql AS "
            "$$ DELETE FROM log WHERE created_at < p_before $$;"
        ),
    ),
    near_miss=("CREATE FUNCTION wipe(p int) RETURNS void LANGUAGE sql AS $$ DELETE FROM log WHERE owner = p $$;",),
)
