"""ADD COLUMN with a volatile default rewrites the table."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType, ConstrType

from engine.analysis.alter_commands import alter_commands, column_constraint
from engine.analysis.expressions import function_name, nodes_within
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_VOLATILE = frozenset(
    {"random", "gen_random_uuid", "uuidv4", "uuidv7", "clock_timestamp", "timeofday", "nextval", "gen_random_bytes"}
)


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    for each in alter_commands(site, facts, AlterTableType.AT_AddColumn):
        default = column_constraint(each.def_, ConstrType.CONSTR_DEFAULT)
        called = [function_name(node) for node in nodes_within(default.raw_expr)] if default else []
        volatile = next((name for name in called if _is_volatile(name, facts)), None)
        if volatile:
            yield Hit(site.unit.place(), f"Column {each.def_.colname} is added with the volatile default {volatile}().")


def _is_volatile(name: str, facts: ProjectFacts) -> bool:
    """Whether a function gives another value for each row; one of the project is volatile unless it says otherwise."""
    if name in _VOLATILE or name.startswith("uuid_generate_v"):
        return True
    texts = [each.text.lower() for each in facts.routines.get(name, ())] if name else []
    return bool(texts) and not any("immutable" in text or "stable" in text for text in texts)


RULE = FindingRule(
    id="MIG002",
    name="volatile-default",
    family="mig_table_rewrite",
    category="migration",
    severity=Severity.HIGH,
    node=ast.AlterTableStmt,
    check=_check,
    sentence="Every row is written again while the table is locked against reads and writes.",
    hint="Add the column without a default, set the default, then fill the rows in batches.",
    effort_minutes=30,
    positive=("ALTER TABLE item ADD COLUMN code uuid DEFAULT gen_random_uuid();",),
    near_miss=(
        "ALTER TABLE item ADD COLUMN at timestamptz DEFAULT now();",
        "ALTER TABLE item ADD COLUMN size integer DEFAULT 0;",
        "CREATE TABLE item (id integer); ALTER TABLE item ADD COLUMN code uuid DEFAULT gen_random_uuid();",
    ),
)
