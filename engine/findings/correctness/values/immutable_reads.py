"""An IMMUTABLE function reads tables or the clock."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.side_effects import reads_tables, reads_time_or_chance
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    header = site.unit.header
    if not site.is_statement or header is None or header.volatility != "immutable":
        return
    reason = reads_tables(site.unit) or reads_time_or_chance(site.unit)
    if reason:
        yield Hit(site.unit.place(), f"The function is IMMUTABLE, but it {reason}.")


RULE = FindingRule(
    id="COR004",
    name="immutable-reads",
    family="volatility",
    category="correctness",
    severity=Severity.HIGH,
    node=ast.CreateFunctionStmt,
    check=_check,
    sentence="PostgreSQL may compute the result once and keep it, in a plan or an index.",
    hint="Declare the function STABLE, or VOLATILE if it writes.",
    effort_minutes=5,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT name FROM item "
            "WHERE id = p $$;"
        ),
        "CREATE FUNCTION f() RETURNS timestamptz IMMUTABLE LANGUAGE sql AS $$ SELECT now() $$;",
    ),
    near_miss=(
        "CREATE FUNCTION f(p integer) RETURNS integer IMMUTABLE LANGUAGE sql AS $$ SELECT p + 1 $$;",
        ("CREATE FUNCTION f(p integer) RETURNS text STABLE LANGUAGE sql AS $$ SELECT name FROM item WHERE id = p $$;"),
    ),
)
