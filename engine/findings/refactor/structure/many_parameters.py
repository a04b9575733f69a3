"""A routine with more than ten parameters."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

LIMIT = 10


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    header = site.unit.header
    count = sum(each.is_input for each in header.parameters) if header else 0
    if site.is_statement and count > LIMIT:
        yield Hit(site.unit.place(), f"The routine has {count} parameters; {LIMIT} is a usual limit.")


RULE = FindingRule(
    id="REF004",
    name="many-parameters",
    family="many_parameters",
    category="refactor",
    severity=Severity.INFO,
    cwe=1064,
    node=ast.CreateFunctionStmt,
    check=_check,
    sentence="Callers confuse parameters of one type.",
    hint="Pass a row of a composite type, and use named arguments.",
    effort_minutes=60,
    positive=(
        (
            "CREATE FUNCTION f(a integer, b integer, c integer, d integer, e integer, g integer, h integer, i "
            "integer, j integer, k integer, l integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;"
        ),
    ),
    near_miss=("CREATE FUNCTION f(a integer, b integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;",),
)
