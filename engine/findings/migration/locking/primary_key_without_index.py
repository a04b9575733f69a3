"""A primary key builds its index while the table is locked."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import ConstrType

from engine.analysis.alter_commands import added_constraints
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in added_constraints(site, facts, ConstrType.CONSTR_PRIMARY):
        if not each.indexname:
            yield Hit(site.unit.place(), "The primary key builds its index under a lock.")


RULE = FindingRule(
    id="MIG010",
    name="primary-key-without-index",
    family="mig_unique_lock",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Nobody can use the table until the index is built and every row is checked for NULL.",
    hint="CREATE UNIQUE INDEX CONCURRENTLY, then ADD PRIMARY KEY USING INDEX.",
    effort_minutes=15,
    positive=("ALTER TABLE item ADD PRIMARY KEY (id);",),
    near_miss=(
        "ALTER TABLE item ADD CONSTRAINT pk PRIMARY KEY USING INDEX item_id;",
        "CREATE TABLE item (id integer); ALTER TABLE item ADD PRIMARY KEY (id);",
    ),
)
