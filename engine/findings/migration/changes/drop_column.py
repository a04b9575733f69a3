"""A column that clients may use is dropped."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType

from engine.analysis.alter_commands import alter_commands
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in alter_commands(site, facts, AlterTableType.AT_DropColumn):
        yield Hit(site.unit.place(), f"Column {each.name} is dropped.")


RULE = FindingRule(
    id="MIG014",
    name="drop-column",
    family="mig_drop_rename",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Clients of the previous release fail until they are replaced, and the data is gone.",
    hint="Stop using the column in one release, and drop it in the next.",
    effort_minutes=30,
    positive=("ALTER TABLE item DROP COLUMN size;",),
    near_miss=(
        "ALTER TABLE item DROP CONSTRAINT c;",
        "CREATE TABLE item (id integer); ALTER TABLE item DROP COLUMN id;",
    ),
)
