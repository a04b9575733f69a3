"""Rows are limited to the tenant, the group or the owner of the caller."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import nodes_within
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import names_caller
from engine.patterns.questions.changes import statement_span
from engine.patterns.questions.comparisons import comparisons


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for kind in (ast.CreatePolicyStmt, ast.AlterPolicyStmt):
        for site in unit.sites(kind):
            if _binds_caller(site.node.qual) or _binds_caller(site.node.with_check):
                yield PatternEvidence(statement_span(site), {}, 0.93)
    for kind in (ast.SelectStmt, ast.UpdateStmt, ast.DeleteStmt):
        for site in unit.sites(kind):
            column = _bound_column(getattr(site.node, "whereClause", None))
            if column and (column.endswith("_id") or column in {"owner", "tenant", "org", "usr"}):
                yield PatternEvidence(statement_span(site), {"field": column}, 0.8)


def _binds_caller(condition: object) -> bool:
    return bool(_bound_column(condition)) or any(
        isinstance(each, ast.SubLink) and names_caller(each) for each in nodes_within(condition)
    )


def _bound_column(condition: object) -> str:
    """The column that is compared with who calls."""
    for each in comparisons(condition):
        if each.operator in {"=", "in", "any"} and names_caller(each.value) and len(each.path) <= 3:
            return each.column
    return ""


DETECTOR = Detector(
    pattern="tenant_scope",
    category="validation",
    sentence="Limits rows to those of the caller.",
    detect=_detect,
    positive=(
        "CREATE POLICY p ON doc USING (org_id = current_org_id());",
        (
            "CREATE FUNCTION mine() RETURNS SETOF doc LANGUAGE sql AS "
            "$$ SELECT * FROM doc WHERE tenant_id = current_setting('app.tenant')::int $$;"
        ),
    ),
    near_miss=(
        "CREATE POLICY p ON doc USING (true);",
        "CREATE FUNCTION of_org(p int) RETURNS SETOF doc LANGUAGE sql AS $$ SELECT * FROM doc WHERE org_id = p $$;",
    ),
)
