"""DETACH PARTITION without CONCURRENTLY locks the whole partitioned table."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType

from engine.analysis.alter_commands import alter_commands
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in alter_commands(site, facts, AlterTableType.AT_DetachPartition):
        if not each.def_.concurrent:
            yield Hit(site.unit.place(), f"Partition {each.def_.name.relname} is detached without CONCURRENTLY.")


RULE = FindingRule(
    id="MIG027",
    name="detach-partition-lock",
    family="mig_detach_lock",
    category="migration",
    severity=Severity.LOW,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Readers and writers of all partitions wait.",
    hint="DETACH PARTITION … CONCURRENTLY, outside of a transaction.",
    effort_minutes=5,
    positive=("ALTER TABLE log DETACH PARTITION log_2020;",),
    near_miss=("ALTER TABLE log DETACH PARTITION log_2020 CONCURRENTLY;",),
)
