"""SET NOT NULL reads the whole table under an exclusive lock."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType

from engine.analysis.alter_commands import alter_commands
from engine.analysis.expressions import relation_name
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    table = bare(relation_name(site.node.relation))
    if site.unit.path in facts.validated.get(table, ()):
        return
    for each in alter_commands(site, facts, AlterTableType.AT_SetNotNull):
        yield Hit(site.unit.place(), f"SET NOT NULL on {each.name} reads every row while the table is locked.")


RULE = FindingRule(
    id="MIG006",
    name="set-not-null",
    family="mig_set_not_null",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Nobody can read or write the table until every row is checked.",
    hint=(
        "Add CHECK (column IS NOT NULL) NOT VALID, validate it, then set NOT NULL: PostgreSQL 12 and newer "
        "skip the scan."
    ),
    effort_minutes=20,
    positive=("ALTER TABLE item ALTER COLUMN size SET NOT NULL;",),
    near_miss=(
        "CREATE TABLE item (id integer); ALTER TABLE item ALTER COLUMN id SET NOT NULL;",
        (
            "ALTER TABLE item ADD CONSTRAINT c CHECK (size IS NOT NULL) NOT VALID; ALTER TABLE item VALIDATE "
            "CONSTRAINT c; ALTER TABLE item ALTER COLUMN size SET NOT NULL;"
        ),
    ),
)
