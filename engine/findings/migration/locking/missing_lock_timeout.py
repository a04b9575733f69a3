"""A lock that waits without a limit queues everyone behind it."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    if site.is_statement and site.unit.path not in facts.limited:
        yield Hit(site.unit.place(), "The file alters tables without setting lock_timeout.")


RULE = FindingRule(
    id="MIG031",
    name="missing-lock-timeout",
    family="mig_lock_timeout",
    category="migration",
    severity=Severity.INFO,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="While the statement waits for its lock, every other session waits for it.",
    hint="SET lock_timeout = '2s' at the beginning of the migration, and retry.",
    effort_minutes=5,
    positive=("ALTER TABLE item ADD COLUMN size integer;",),
    near_miss=("SET lock_timeout = '2s'; ALTER TABLE item ADD COLUMN size integer;",),
    default=False,
)
