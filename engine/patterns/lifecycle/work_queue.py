"""Takes one or a few items so that no second worker gets them."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import LockWaitPolicy

from engine.analysis.expressions import column_path, function_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import TableChange, statement_span, updates

_TRY_LOCKS = frozenset({"pg_try_advisory_lock", "pg_try_advisory_xact_lock"})


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for site in unit.sites(ast.LockingClause):
        if site.node.waitPolicy == LockWaitPolicy.LockWaitSkip:
            yield PatternEvidence(statement_span(site), {}, 0.98)
    for change in updates(unit):
        if _claims(change):
            yield PatternEvidence(change.span, {"table": change.table}, 0.85)
    for site in unit.sites(ast.FuncCall):
        if function_name(site.node) in _TRY_LOCKS and site.above(ast.SelectStmt) and _filters_rows(site):
            yield PatternEvidence(statement_span(site), {}, 0.8)


def _claims(change: TableChange) -> bool:
    """Whether an UPDATE picks its rows by a limited sub-query of the same table."""
    where = change.node.whereClause
    if where is None:
        return False
    return any(_is_limited(site.node, change.table) for site in change.site.unit.sites(ast.SelectStmt)
               if any(each.node is change.node for each in site.ancestors()))  # fmt: skip


def _is_limited(select: ast.SelectStmt, table: str) -> bool:
    tables = [each.relname for each in select.fromClause or () if isinstance(each, ast.RangeVar)]
    return select.limitCount is not None and table in tables and select.sortClause is not None


def _filters_rows(site: object) -> bool:
    """Whether the lock is asked for row by row: its key is a column."""
    arguments = getattr(getattr(site, "node", None), "args", None) or ()
    select = site.above(ast.SelectStmt) if hasattr(site, "above") else None
    return bool(select and select.fromClause and any(column_path(each) for each in arguments))


DETECTOR = Detector(
    pattern="work_queue",
    category="workflow",
    sentence="Takes items of work so that no second worker gets them.",
    detect=_detect,
    positive=(
        (
            "CREATE FUNCTION next_job() RETURNS int LANGUAGE sql AS "
            "$$ SELECT id FROM job WHERE state = 'new' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED $$;"
        ),
        (
            "CREATE FUNCTION claim(w text) RETURNS SETOF job LANGUAGE sql AS $$ UPDATE job SET worker = w "
            "WHERE id = (SELECT id FROM job WHERE worker IS NULL ORDER BY id LIMIT 1 FOR UPDATE) RETURNING * $$;"
        ),
    ),
    near_miss=(
        "CREATE FUNCTION hold(p int) RETURNS job LANGUAGE sql AS $$ SELECT * FROM job WHERE id = p FOR UPDATE $$;",
    ),
)
