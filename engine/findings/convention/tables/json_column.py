"""The type json where jsonb is meant."""

from pglast import ast

from engine.findings.convention.column_checks import columns_of_types
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule

RULE = FindingRule(
    id="CON022",
    name="json-column",
    family="column_type",
    category="convention",
    severity=Severity.INFO,
    node=ast.ColumnDef,
    check=columns_of_types("json"),
    sentence="json keeps text: it has no index and no equality.",
    hint="Use jsonb.",
    effort_minutes=15,
    positive=("CREATE TABLE item (data json);",),
    near_miss=("CREATE TABLE item (data jsonb);",),
)
