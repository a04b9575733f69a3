"""An exclusion constraint builds its index while the table is locked."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import ConstrType

from engine.analysis.alter_commands import added_constraints
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in added_constraints(site, facts, ConstrType.CONSTR_EXCLUSION):
        yield Hit(
            site.unit.place(), f"Exclusion constraint {each.conname or 'without a name'} builds its index under a lock."
        )


RULE = FindingRule(
    id="MIG011",
    name="exclusion-constraint",
    family="mig_exclusion_lock",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Nobody can use the table until the index is built, and there is no way to build it beforehand.",
    hint="Plan a maintenance window, or keep the rule in a trigger until then.",
    effort_minutes=60,
    positive=("ALTER TABLE item ADD CONSTRAINT e EXCLUDE USING gist (span WITH &&);",),
    near_miss=("CREATE TABLE item (id integer); ALTER TABLE item ADD CONSTRAINT e EXCLUDE USING gist (id WITH =);",),
)
