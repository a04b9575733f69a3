"""ADD COLUMN with a sequence, an identity or a stored expression rewrites the table."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType, ConstrType

from engine.analysis.alter_commands import alter_commands, column_constraint
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_SERIAL = frozenset({"serial", "bigserial", "smallserial", "serial4", "serial8", "serial2"})
_COMPUTED = (ConstrType.CONSTR_IDENTITY, ConstrType.CONSTR_GENERATED)


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in alter_commands(site, facts, AlterTableType.AT_AddColumn):
        if each.def_.typeName.names[-1].sval in _SERIAL or column_constraint(each.def_, *_COMPUTED):
            yield Hit(site.unit.place(), f"Adding column {each.def_.colname} computes a value for every row.")


RULE = FindingRule(
    id="MIG003",
    name="add-generated-column",
    family="mig_table_rewrite",
    category="migration",
    severity=Severity.HIGH,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Every row is written again while the table is locked against reads and writes.",
    hint="Add a plain column, fill it in batches, then attach the sequence or a trigger.",
    effort_minutes=45,
    positive=(
        "ALTER TABLE item ADD COLUMN nr serial;",
        "ALTER TABLE item ADD COLUMN nr bigint GENERATED ALWAYS AS IDENTITY;",
        "ALTER TABLE item ADD COLUMN area integer GENERATED ALWAYS AS (a * b) STORED;",
    ),
    near_miss=(
        "ALTER TABLE item ADD COLUMN nr bigint;",
        "CREATE TABLE item (id integer); ALTER TABLE item ADD COLUMN nr serial;",
    ),
)
