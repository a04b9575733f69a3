"""The type money."""

from pglast import ast

from engine.findings.convention.column_checks import columns_of_types
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule

RULE = FindingRule(
    id="CON021",
    name="money-type",
    family="column_type",
    category="convention",
    severity=Severity.LOW,
    node=ast.ColumnDef,
    check=columns_of_types("money"),
    sentence="Its currency and digits depend on a setting of the server.",
    hint="Use numeric, and a column for the currency.",
    effort_minutes=15,
    positive=("CREATE TABLE item (price money);",),
    near_miss=("CREATE TABLE item (price numeric);",),
)
