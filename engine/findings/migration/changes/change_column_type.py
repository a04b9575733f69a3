"""A change of a column's type rewrites the table."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType

from engine.analysis.alter_commands import alter_commands
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.source.type_names import type_name

_UNBOUNDED = frozenset({"text", "character varying"})


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in alter_commands(site, facts, AlterTableType.AT_AlterColumnType):
        column = each.def_
        widened = (
            type_name(column.typeName) in _UNBOUNDED and not column.typeName.typmods and column.raw_default is None
        )
        if not widened:
            yield Hit(site.unit.place(), f"The type of column {each.name} changes to {type_name(column.typeName)}.")


RULE = FindingRule(
    id="MIG004",
    name="change-column-type",
    family="mig_table_rewrite",
    category="migration",
    severity=Severity.HIGH,
    node=ast.AlterTableStmt,
    check=_check,
    sentence=(
        "Unless the types share their form on disk, every row and index is written again under an exclusive lock."
    ),
    hint="Add a new column, copy in batches, then switch; or check that the change only widens a varchar.",
    effort_minutes=60,
    positive=(
        "ALTER TABLE item ALTER COLUMN size TYPE bigint;",
        "ALTER TABLE item ALTER COLUMN size TYPE text USING size::text;",
    ),
    near_miss=(
        "ALTER TABLE item ALTER COLUMN name TYPE text;",
        "CREATE TABLE item (id integer); ALTER TABLE item ALTER COLUMN id TYPE bigint;",
    ),
)
