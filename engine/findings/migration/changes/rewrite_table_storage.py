"""A table is rewritten to change where or how it is stored."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType

from engine.analysis.alter_commands import alter_commands
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_REWRITING = {
    AlterTableType.AT_SetLogged: "SET LOGGED",
    AlterTableType.AT_SetUnLogged: "SET UNLOGGED",
    AlterTableType.AT_SetTableSpace: "SET TABLESPACE",
    AlterTableType.AT_SetAccessMethod: "SET ACCESS METHOD",
}


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in alter_commands(site, facts, *_REWRITING):
        yield Hit(site.unit.place(), f"{_REWRITING[each.subtype]} writes the whole table again.")


RULE = FindingRule(
    id="MIG005",
    name="rewrite-table-storage",
    family="mig_table_rewrite",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="The table is locked against reads and writes while it is copied.",
    hint="Do it in a maintenance window, or use pg_repack.",
    effort_minutes=60,
    positive=("ALTER TABLE item SET LOGGED;",),
    near_miss=("ALTER TABLE item SET (fillfactor = 90);",),
)
