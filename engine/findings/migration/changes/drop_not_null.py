"""A column may be NULL from now on, which its readers may not expect."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType

from engine.analysis.alter_commands import alter_commands
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in alter_commands(site, facts, AlterTableType.AT_DropNotNull):
        yield Hit(site.unit.place(), f"Column {each.name} loses NOT NULL.")


RULE = FindingRule(
    id="MIG029",
    name="drop-not-null",
    family="mig_drop_not_null",
    category="migration",
    severity=Severity.INFO,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Clients that rely on a value fail on the first NULL.",
    hint="Make sure that every reader handles NULL first.",
    effort_minutes=15,
    positive=("ALTER TABLE item ALTER COLUMN size DROP NOT NULL;",),
    near_miss=("ALTER TABLE item ALTER COLUMN size DROP DEFAULT;",),
)
