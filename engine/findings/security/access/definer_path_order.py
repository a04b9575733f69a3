"""A SECURITY DEFINER routine whose search_path lets temporary objects come first."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.source.node_strings import node_constants


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    header = site.unit.header
    if not site.is_statement or header is None or not header.security_definer:
        return
    for each in site.node.options or ():
        if each.defname == "set" and getattr(each.arg, "name", "") == "search_path":
            path = node_constants(each.arg.args)
            if path and path != [""] and "pg_temp" not in path[-1:]:
                message = f"The search_path {', '.join(path)} of this SECURITY DEFINER routine does not end in pg_temp."
                yield Hit(site.unit.place(), message)


RULE = FindingRule(
    id="SEC102",
    name="definer-path-order",
    family="definer_path_order",
    category="security",
    severity=Severity.INFO,
    cwe=427,
    node=ast.CreateFunctionStmt,
    check=_check,
    sentence=(
        "Temporary tables are searched first unless pg_temp is named last, so a caller can put one in the "
        "place of a table."
    ),
    hint="End the search_path of the routine with pg_temp.",
    effort_minutes=3,
    positive=(
        ("CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = app AS $$ SELECT 1 $$;"),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = app, pg_temp "
            "AS $$ SELECT 1 $$;"
        ),
        ("CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ SELECT 1 $$;"),
    ),
)
