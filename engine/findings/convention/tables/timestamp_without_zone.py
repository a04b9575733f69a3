"""A point in time without its time zone."""

from pglast import ast

from engine.findings.convention.column_checks import columns_of_types
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule

RULE = FindingRule(
    id="CON019",
    name="timestamp-without-zone",
    family="column_type",
    category="convention",
    severity=Severity.INFO,
    node=ast.ColumnDef,
    check=columns_of_types("timestamp without time zone"),
    sentence="The value means another moment to each session with another time zone.",
    hint="Use timestamptz.",
    effort_minutes=15,
    positive=("CREATE TABLE item (at timestamp);",),
    near_miss=("CREATE TABLE item (at timestamptz);",),
)
