"""REFRESH MATERIALIZED VIEW without CONCURRENTLY blocks its readers."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if site.is_statement and not site.node.concurrent and not site.node.skipData:
        yield Hit(site.unit.place(), "The materialized view is refreshed without CONCURRENTLY.")


RULE = FindingRule(
    id="MIG026",
    name="refresh-lock",
    family="mig_refresh_lock",
    category="migration",
    severity=Severity.LOW,
    node=ast.RefreshMatViewStmt,
    check=_check,
    sentence="Readers wait until the view is filled.",
    hint="Create a unique index on the view, and refresh it CONCURRENTLY.",
    effort_minutes=10,
    positive=("REFRESH MATERIALIZED VIEW top;",),
    near_miss=("REFRESH MATERIALIZED VIEW CONCURRENTLY top;",),
)
