"""SECURITY DEFINER without a search_path of its own: the caller decides what its names mean."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    header = site.unit.header
    if not site.is_statement or header is None or not header.security_definer or site.node.sql_body:
        return
    if "search_path" not in header.settings and header.language in {"plpgsql", "sql"}:
        yield Hit(site.unit.place(), "This SECURITY DEFINER routine does not set search_path.")


RULE = FindingRule(
    id="SEC101",
    name="definer-search-path",
    family="definer_search_path",
    category="security",
    severity=Severity.HIGH,
    cwe=426,
    node=ast.CreateFunctionStmt,
    check=_check,
    sentence="The routine runs with its owner's rights, but looks up names on the caller's search_path.",
    hint="Add SET search_path = schema, pg_temp to the routine, and qualify names.",
    effort_minutes=5,
    positive=(
        (
            "CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER AS $$ SELECT count(*)::integer "
            "FROM item $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = app, pg_temp "
            "AS $$ SELECT 1 $$;"
        ),
        "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;",
        "CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER RETURN 1;",
    ),
)
