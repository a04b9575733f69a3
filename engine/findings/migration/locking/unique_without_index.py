"""A UNIQUE constraint builds its index while the table is locked."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType, ConstrType

from engine.analysis.alter_commands import added_constraints, alter_commands, column_constraint
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in added_constraints(site, facts, ConstrType.CONSTR_UNIQUE):
        if not each.indexname:
            yield Hit(
                site.unit.place(),
                f"Unique constraint {each.conname or ''} builds its index under a lock.".replace("  ", " "),
            )
    for each in alter_commands(site, facts, AlterTableType.AT_AddColumn):
        if column_constraint(each.def_, ConstrType.CONSTR_UNIQUE):
            yield Hit(
                site.unit.place(), f"Column {each.def_.colname} is added UNIQUE, which builds an index under a lock."
            )


RULE = FindingRule(
    id="MIG009",
    name="unique-without-index",
    family="mig_unique_lock",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Nobody can use the table until the index is built.",
    hint="CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … UNIQUE USING INDEX.",
    effort_minutes=15,
    positive=(
        "ALTER TABLE item ADD CONSTRAINT u UNIQUE (name);",
        "ALTER TABLE item ADD COLUMN code text UNIQUE;",
    ),
    near_miss=(
        "ALTER TABLE item ADD CONSTRAINT u UNIQUE USING INDEX item_name;",
        "CREATE TABLE item (id integer); ALTER TABLE item ADD UNIQUE (id);",
    ),
)
