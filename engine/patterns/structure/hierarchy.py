"""Parents and children of the same kind are declared, walked or maintained."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import ConstrType

from engine.analysis.expressions import column_path, function_name, nodes_within, relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.analysis.steps import fragment_root
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import statement_span
from engine.patterns.questions.parts import nodes_of_parts
from engine.patterns.questions.tables import created_table, declared_columns
from engine.patterns.questions.triggers import is_trigger, names_row
from engine.plpgsql import tree
from engine.source.span import Span


def _detect(unit: ParsedUnit, facts: ProjectFacts) -> Iterator[PatternEvidence]:
    table = created_table(unit)
    if table is not None:
        own = bare(relation_name(table.node.relation))
        for column in declared_columns(unit):
            if column.refers_to == own:
                yield PatternEvidence(column.span, {"parent": column.name}, 0.95)
    for site in unit.sites(ast.AlterTableStmt):
        if bare(relation_name(site.node.relation)) in _added_targets(site.node):
            yield PatternEvidence(statement_span(site), {}, 0.93)
    for change in _kept_paths(unit):
        yield PatternEvidence(change, {}, 0.8)
    for site in unit.sites(ast.CommonTableExpr):
        if _walks(site):
            yield PatternEvidence(statement_span(site), {}, 0.92)
    if unit.header is not None and not unit.header.is_trigger and not _has_overload(unit, facts):
        for site in unit.sites(ast.FuncCall):
            is_own = function_name(site.node) == unit.header.name.lower() and _has_arguments_of(site.node, unit)
            if is_own and _reads_table(unit):
                yield PatternEvidence(statement_span(site), {}, 0.75)


def _added_targets(node: ast.AlterTableStmt) -> set[str]:
    """The tables that added foreign keys refer to."""
    added = [each for each in nodes_of_parts(node.cmds) if isinstance(each, ast.Constraint)]
    return {bare(relation_name(each.pktable)) for each in added if each.contype == ConstrType.CONSTR_FOREIGN}


def _kept_paths(unit: ParsedUnit) -> Iterator[Span]:
    """A column of NEW that a trigger computes from the same column of the row that NEW names as its parent."""
    if not is_trigger(unit):
        return
    for site in unit.sites(tree.Sql):
        query = fragment_root(site.node.statement)
        if (
            site.node.into is None
            or not isinstance(query, ast.SelectStmt)
            or not names_row(query.whereClause, ("new",))
        ):
            continue
        targets = {each.text.lower().rpartition(".")[2] for each in site.node.into.targets if "." in each.text}
        parts = list(nodes_of_parts(query.targetList))
        read = {path[-1] for each in parts if (path := column_path(each)) and path[0] != "new"}
        if targets & read and any(isinstance(each, ast.A_Expr) and names_row(each, ("new",)) for each in parts):
            yield site.span


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
    yield from (each for each in nodes_within(select) if isinstance(each, ast.RangeVar))


def _has_arguments_of(call: ast.FuncCall, unit: ParsedUnit) -> bool:
    """Whether a call has as many arguments as the routine takes: another overload is another routine."""
    inputs = [each for each in unit.header.parameters if each.is_input] if unit.header else []
    return len(call.args or ()) == len(inputs)


def _has_overload(unit: ParsedUnit, facts: ProjectFacts) -> bool:
    """Whether another routine has the name and as many arguments: a call may mean that one."""
    own = unit.unit.name
    others = {each.name for each in facts.routines.get(bare(own), ()) if each.name != own}
    return any(each.count(",") == own.count(",") for each in others)


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
        """CREATE FUNCTION enable(p int) RETURNS int LANGUAGE sql AS $$ SELECT enable(name) FROM pack WHERE id = p $$;
CREATE FUNCTION enable(p text) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;""",
    ),
)
