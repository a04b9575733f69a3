"""A stored result is brought up to date as a whole or for a span."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name, nodes_within, relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts, bare
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import deletes, inserts, statement_span
from engine.patterns.questions.parts import nodes_of_parts
from engine.plpgsql import tree

_AGGREGATES = frozenset({"count", "sum", "avg", "min", "max"})


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for site in unit.sites(ast.RefreshMatViewStmt):
        yield PatternEvidence(statement_span(site), {"table": bare(relation_name(site.node.relation))}, 0.98)
    for site in unit.sites(tree.Execute):
        if "refresh materialized view" in " ".join(site.node.command.text.lower().split()):
            yield PatternEvidence(site.span, {}, 0.9)
    filled = {change.table: change for change in inserts(unit) if isinstance(change.node.selectStmt, ast.SelectStmt)}
    for table, start in _emptied(unit):
        change = filled.get(table)
        if change is not None and change.position > start and change.node.selectStmt.fromClause:
            yield PatternEvidence(change.span, {"table": table}, 0.92)
    for removed in deletes(unit):
        change = filled.get(removed.table)
        if change is not None and change.position > removed.position and _sums_up(change.node.selectStmt):
            yield PatternEvidence(change.span, {"table": removed.table}, 0.85)


def _sums_up(query: ast.SelectStmt) -> bool:
    """Whether the rows are computed over groups of others: a report, not a set that somebody gives."""
    nested = {id(each) for link in nodes_of_parts(query.targetList) for each in _within_subquery(link)}
    calls = {function_name(each) for each in nodes_of_parts(query.targetList) if id(each) not in nested}
    return bool(query.groupClause) or bool(calls & _AGGREGATES)


def _within_subquery(node: ast.Node) -> Iterator[ast.Node]:
    if isinstance(node, ast.SubLink):
        yield from nodes_within(node.subselect)


def _emptied(unit: ParsedUnit) -> Iterator[tuple[str, int]]:
    """Tables that are emptied as a whole, with where."""
    for site in unit.sites(ast.TruncateStmt):
        for each in site.node.relations or ():
            yield bare(relation_name(each)), site.start
    for change in deletes(unit):
        if change.node.whereClause is None:
            yield change.table, change.position


DETECTOR = Detector(
    pattern="cache_refresh",
    category="hierarchy",
    sentence="Brings a stored result up to date.",
    detect=_detect,
    positive=(
        "CREATE FUNCTION fresh() RETURNS void LANGUAGE sql AS $$ REFRESH MATERIALIZED VIEW top_items $$;",
        """CREATE FUNCTION fresh() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE top_items;
  INSERT INTO top_items SELECT item, count(*) FROM sale GROUP BY item;
END $$;""",
    ),
    near_miss=(
        "CREATE FUNCTION clear() RETURNS void LANGUAGE sql AS $$ TRUNCATE top_items $$;",
        """CREATE FUNCTION add(p int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM line WHERE report = p AND kind = 'T';
  INSERT INTO line (report, place) SELECT p, (SELECT max(place) + 1 FROM line) FROM kind WHERE id = p;
END $$;""",
    ),
)
