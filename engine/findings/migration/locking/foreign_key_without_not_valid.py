"""A foreign key is validated while both tables are locked."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import ConstrType

from engine.analysis.alter_commands import added_constraints
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in added_constraints(site, facts, ConstrType.CONSTR_FOREIGN):
        if not each.skip_validation:
            yield Hit(
                site.unit.place(),
                f"Foreign key {each.conname or 'to ' + (each.pktable.relname or '')} is added without NOT VALID.",
            )


RULE = FindingRule(
    id="MIG008",
    name="foreign-key-without-not-valid",
    family="mig_constraint_scan",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Every row is checked while neither table can be written.",
    hint="Add the foreign key NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own.",
    effort_minutes=15,
    positive=("ALTER TABLE item ADD CONSTRAINT fk FOREIGN KEY (kind) REFERENCES kind (id);",),
    near_miss=(
        "ALTER TABLE item ADD CONSTRAINT fk FOREIGN KEY (kind) REFERENCES kind (id) NOT VALID;",
        "CREATE TABLE item (id integer); ALTER TABLE item ADD FOREIGN KEY (id) REFERENCES kind (id);",
    ),
)
