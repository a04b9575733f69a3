"""A column or a constraint is dropped with CASCADE."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType, DropBehavior

from engine.analysis.alter_commands import alter_commands
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in alter_commands(site, facts, AlterTableType.AT_DropColumn, AlterTableType.AT_DropConstraint):
        if each.behavior == DropBehavior.DROP_CASCADE:
            yield Hit(site.unit.place(), f"CASCADE drops whatever depends on {each.name}.")


RULE = FindingRule(
    id="MIG019",
    name="alter-cascade",
    family="mig_drop_cascade",
    category="migration",
    severity=Severity.HIGH,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Views and foreign keys disappear without being named.",
    hint="Drop without CASCADE, and name what depends on it.",
    effort_minutes=20,
    positive=("ALTER TABLE item DROP CONSTRAINT item_pkey CASCADE;",),
    near_miss=("ALTER TABLE item DROP CONSTRAINT item_pkey;",),
)
