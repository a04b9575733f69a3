"""A STABLE or IMMUTABLE function writes, locks or draws numbers."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.side_effects import draws, writes
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    header = site.unit.header
    if not site.is_statement or header is None or header.volatility == "volatile":
        return
    reason = writes(site.unit) or draws(site.unit)
    if reason and (header.volatility == "stable" or reason != "draws random numbers"):
        yield Hit(site.unit.place(), f"The function is {header.volatility.upper()}, but it {reason}.")


RULE = FindingRule(
    id="COR005",
    name="stable-writes",
    family="volatility",
    category="correctness",
    severity=Severity.HIGH,
    node=ast.CreateFunctionStmt,
    check=_check,
    sentence="Statements that write fail in such a function, and calls of it may be left out.",
    hint="Declare the function VOLATILE.",
    effort_minutes=5,
    positive=(
        ("CREATE FUNCTION f(p integer) RETURNS void STABLE LANGUAGE sql AS $$ DELETE FROM item WHERE id = p $$;"),
        "CREATE FUNCTION f() RETURNS bigint STABLE LANGUAGE sql AS $$ SELECT nextval('s') $$;",
    ),
    near_miss=(
        "CREATE FUNCTION f(p integer) RETURNS void LANGUAGE sql AS $$ DELETE FROM item WHERE id = p $$;",
        ("CREATE FUNCTION f(p integer) RETURNS text STABLE LANGUAGE sql AS $$ SELECT name FROM item WHERE id = p $$;"),
    ),
)
