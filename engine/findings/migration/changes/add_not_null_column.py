"""ADD COLUMN … NOT NULL without a default fails on a table with rows."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType, ConstrType

from engine.analysis.alter_commands import alter_commands, column_constraint
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_FILLED = (ConstrType.CONSTR_DEFAULT, ConstrType.CONSTR_IDENTITY, ConstrType.CONSTR_GENERATED)
_SERIAL = frozenset({"serial", "bigserial", "smallserial", "serial4", "serial8", "serial2"})


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in alter_commands(site, facts, AlterTableType.AT_AddColumn):
        column = each.def_
        required = column_constraint(column, ConstrType.CONSTR_NOTNULL, ConstrType.CONSTR_PRIMARY)
        serial = column.typeName.names[-1].sval in _SERIAL
        if required and not serial and not column_constraint(column, *_FILLED):
            yield Hit(site.unit.place(), f"Column {column.colname} is added NOT NULL without a default.")


RULE = FindingRule(
    id="MIG001",
    name="add-not-null-column",
    family="mig_add_not_null",
    category="migration",
    severity=Severity.HIGH,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="The statement fails as soon as the table has a row.",
    hint="Add the column with a default, or nullable first, fill it, then set NOT NULL.",
    effort_minutes=20,
    positive=("ALTER TABLE item ADD COLUMN size integer NOT NULL;",),
    near_miss=(
        "ALTER TABLE item ADD COLUMN size integer NOT NULL DEFAULT 0;",
        "CREATE TABLE item (id integer); ALTER TABLE item ADD COLUMN size integer NOT NULL;",
        "ALTER TABLE item ADD COLUMN size integer;",
    ),
)
