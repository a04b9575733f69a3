"""A database is dropped."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    yield Hit(site.unit.place(), f"Database {site.node.dbname} is dropped.")


RULE = FindingRule(
    id="MIG030",
    name="drop-database",
    family="mig_drop_database",
    category="migration",
    severity=Severity.HIGH,
    node=ast.DropdbStmt,
    check=_check,
    sentence="All data is gone.",
    hint="Drop databases by hand, not in a script.",
    effort_minutes=10,
    positive=("DROP DATABASE app;",),
    near_miss=("DROP TABLE app;",),
)
