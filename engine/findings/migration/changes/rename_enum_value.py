"""An enum value that clients may send gets another name."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if site.node.oldVal:
        yield Hit(site.unit.place(), f"Enum value {site.node.oldVal} is renamed to {site.node.newVal}.")


RULE = FindingRule(
    id="MIG023",
    name="rename-enum-value",
    family="mig_drop_rename",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.AlterEnumStmt,
    check=_check,
    sentence="Clients of the previous release fail until they are replaced.",
    hint="Add the new value, move the rows, and leave the old value.",
    effort_minutes=30,
    positive=("ALTER TYPE state RENAME VALUE 'lost' TO 'missing';",),
    near_miss=("ALTER TYPE state ADD VALUE 'missing';",),
)
