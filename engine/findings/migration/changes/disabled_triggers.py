"""Triggers, foreign keys among them, are switched off."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType

from engine.analysis.alter_commands import alter_commands
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_KINDS = (AlterTableType.AT_DisableTrigAll, AlterTableType.AT_DisableTrigUser, AlterTableType.AT_DisableTrig)


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in alter_commands(site, facts, *_KINDS):
        yield Hit(site.unit.place(), f"Trigger {each.name or 'ALL'} is disabled.")


RULE = FindingRule(
    id="MIG028",
    name="disabled-triggers",
    family="mig_disabled_triggers",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Rows that change meanwhile escape what the triggers check or record, for all sessions.",
    hint="Set session_replication_role for the one session instead, and check the rows afterwards.",
    effort_minutes=20,
    positive=("ALTER TABLE item DISABLE TRIGGER ALL;",),
    near_miss=("ALTER TABLE item ENABLE TRIGGER ALL;",),
)
