"""An enum value is added in a transaction, where it cannot be used yet."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    added = site.node.newVal and not site.node.oldVal
    if added and facts.is_in_transaction(site.unit.path, site.unit.unit.span.start):
        yield Hit(site.unit.place(), f"Enum value {site.node.newVal} is added inside of a transaction.")


RULE = FindingRule(
    id="MIG022",
    name="enum-in-transaction",
    family="mig_enum_in_transaction",
    category="migration",
    severity=Severity.LOW,
    node=ast.AlterEnumStmt,
    check=_check,
    sentence="Before PostgreSQL 12 the statement fails; after it, using the value in the same transaction does.",
    hint="Add the value in a migration of its own.",
    effort_minutes=10,
    positive=("BEGIN; ALTER TYPE state ADD VALUE 'lost'; COMMIT;",),
    near_miss=("ALTER TYPE state ADD VALUE 'lost';",),
)
