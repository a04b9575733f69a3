"""CONCURRENTLY inside of a transaction fails."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    if site.node.concurrent and facts.is_in_transaction(site.unit.path, site.unit.unit.span.start):
        yield Hit(site.unit.place(), "CREATE INDEX CONCURRENTLY cannot run inside of a transaction.")


RULE = FindingRule(
    id="MIG021",
    name="concurrently-in-transaction",
    family="mig_concurrently_in_transaction",
    category="migration",
    severity=Severity.HIGH,
    node=ast.IndexStmt,
    check=_check,
    sentence="PostgreSQL refuses the statement.",
    hint="Move it out of BEGIN and COMMIT, into a migration of its own.",
    effort_minutes=10,
    positive=("BEGIN; CREATE INDEX CONCURRENTLY i ON item (name); COMMIT;",),
    near_miss=("BEGIN; COMMIT; CREATE INDEX CONCURRENTLY i ON item (name);",),
)
