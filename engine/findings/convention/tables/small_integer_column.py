"""A column of 32 or 16 bits."""

from pglast import ast

from engine.findings.convention.column_checks import columns_of_types
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule

RULE = FindingRule(
    id="CON025",
    name="small-integer-column",
    family="column_type",
    category="convention",
    severity=Severity.INFO,
    node=ast.ColumnDef,
    check=columns_of_types("integer", "smallint"),
    sentence="The column can run out of numbers, and widening it rewrites the table.",
    hint="Use bigint for keys that grow.",
    effort_minutes=15,
    positive=("CREATE TABLE item (id integer);",),
    near_miss=("CREATE TABLE item (id bigint);",),
    default=False,
)
