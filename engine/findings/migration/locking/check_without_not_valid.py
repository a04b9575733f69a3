"""A CHECK constraint is validated while the table is locked."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import ConstrType

from engine.analysis.alter_commands import added_constraints
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in added_constraints(site, facts, ConstrType.CONSTR_CHECK):
        if not each.skip_validation:
            yield Hit(site.unit.place(), f"Constraint {each.conname or 'CHECK'} is added without NOT VALID.")


RULE = FindingRule(
    id="MIG007",
    name="check-without-not-valid",
    family="mig_constraint_scan",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Every row is read while nobody can use the table.",
    hint="Add the constraint NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own.",
    effort_minutes=15,
    positive=("ALTER TABLE item ADD CONSTRAINT c CHECK (size > 0);",),
    near_miss=(
        "ALTER TABLE item ADD CONSTRAINT c CHECK (size > 0) NOT VALID;",
        "CREATE TABLE item (id integer); ALTER TABLE item ADD CONSTRAINT c CHECK (id > 0);",
    ),
)
