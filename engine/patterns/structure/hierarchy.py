"""Parents and children of the same kind are declared, walked or maintained."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name, relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.patterns.detector import Detector, Evidence
from engine.patterns.questions.changes import statement_span
from engine.patterns.questions.tables import created_table, declared_columns


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[Evidence]:
    table = created_table(unit)
    if table is not None:
        own = bare(relation_name(table.node.relation))
        for column in declared_columns(unit):
            if column.refers_to == own:
                yield Evidence(column.span, {"parent": column.name}, 0.95)
    for site in unit.sites(ast.CommonTableExpr):
        if _walks(site):
            yield Evidence(statement_span(site), {}, 0.92)
    if unit.header is not None and not unit.header.is_trigger:
        for site in unit.sites(ast.FuncCall):
            if function_name(site.node) == unit.header.name.lower() and _reads_table(unit):
                yield Evidence(statement_span(site), {}, 0.75)


def _walks(site: SqlSite) -> bool:
    """A recursive query whose second part joins a table to itself."""
    clause = site.parent.node if site.parent else None
    query = site.node.ctequery
    if not isinstance(clause, ast.WithClause) or not clause.recursive or not isinstance(query, ast.SelectStmt):
        return False
    names = [bare(relation_name(each)) for each in _relations(query.rarg)] if query.rarg else []
    own = (site.node.ctename or "").lower()
    return own in names and any(name != own for name in names)


def _relations(select: object) -> Iterator[ast.RangeVar]:
    from engine.analysis.expressions import nodes_within

    yield from (each for each in nodes_within(select) if isinstance(each, ast.RangeVar))


def _reads_table(unit: ParsedUnit) -> bool:
    return bool(unit.sites(ast.RangeVar))


DETECTOR = Detector(
    pattern="hierarchy",
    category="hierarchy",
    sentence="Parents and children of the same kind.",
    detect=_detect,
    positive=(
        "CREATE TABLE unit (id int PRIMARY KEY, parent int REFERENCES unit (id), name text);",
        (
            "CREATE VIEW below AS WITH RECURSIVE t AS (SELECT * FROM unit WHERE parent IS NULL UNION ALL "
            "SELECT c.* FROM unit c JOIN t ON c.parent = t.id) SELECT * FROM t;"
        ),
    ),
    near_miss=(
        (
            "CREATE VIEW days AS WITH RECURSIVE d AS (SELECT current_date AS day UNION ALL "
            "SELECT (day + 1)::date FROM d WHERE day < current_date + 9) SELECT * FROM d;"
        ),
    ),
)
