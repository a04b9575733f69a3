"""REINDEX without CONCURRENTLY blocks writes, and reads that use the index."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if site.is_statement and not any(each.defname == "concurrently" for each in site.node.params or ()):
        yield Hit(site.unit.place(), "REINDEX runs without CONCURRENTLY.")


RULE = FindingRule(
    id="MIG025",
    name="reindex-lock",
    family="mig_reindex_lock",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.ReindexStmt,
    check=_check,
    sentence="Writers wait until the index is built.",
    hint="REINDEX … CONCURRENTLY, outside of a transaction.",
    effort_minutes=5,
    positive=("REINDEX TABLE item;",),
    near_miss=("REINDEX TABLE CONCURRENTLY item;",),
)
