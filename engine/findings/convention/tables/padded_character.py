"""A type that pads values with blanks."""

from pglast import ast

from engine.findings.convention.column_checks import columns_of_types
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule

RULE = FindingRule(
    id="CON020",
    name="padded-character",
    family="column_type",
    category="convention",
    severity=Severity.INFO,
    node=ast.ColumnDef,
    check=columns_of_types("character"),
    sentence="Values are padded, and comparisons ignore the blanks.",
    hint="Use text, with a CHECK of its length.",
    effort_minutes=15,
    positive=("CREATE TABLE item (code char(8));",),
    near_miss=("CREATE TABLE item (code text);",),
)
