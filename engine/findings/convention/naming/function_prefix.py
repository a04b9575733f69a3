"""A function whose name lacks the prefix that the others have."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.majority import most_are_named
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

PREFIX = "fn_"


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    name = bare(site.unit.unit.name)
    named = site.is_statement and most_are_named(facts, ast.CreateFunctionStmt, PREFIX)
    if named and name and not name.startswith(PREFIX):
        yield Hit(site.unit.place(), f"{name} does not begin with {PREFIX}, as most names of its kind do.")


RULE = FindingRule(
    id="CON003",
    name="function-prefix",
    family="naming",
    category="convention",
    severity=Severity.INFO,
    node=ast.CreateFunctionStmt,
    check=_check,
    sentence="Most functions of the project begin with fn_.",
    hint="Rename it, or leave the convention.",
    effort_minutes=15,
    positive=(
        (
            "CREATE FUNCTION fn_a0() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a1() "
            "RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a2() RETURNS integer LANGUAGE "
            "sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a3() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; "
            "CREATE FUNCTION fn_a4() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a5() "
            "RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a6() RETURNS integer LANGUAGE "
            "sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a7() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; "
            "CREATE FUNCTION item() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION fn_a0() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a1() "
            "RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a2() RETURNS integer LANGUAGE "
            "sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a3() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; "
            "CREATE FUNCTION fn_a4() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a5() "
            "RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a6() RETURNS integer LANGUAGE "
            "sql AS $$ SELECT 1 $$; CREATE FUNCTION fn_a7() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;"
        ),
        "CREATE FUNCTION item() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;",
    ),
)
