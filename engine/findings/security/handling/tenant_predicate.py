"""A statement of a routine that serves one tenant reads or changes the rows of all."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within, relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_TENANT = ("tenant_id", "org_id", "organization_id", "organisation_id", "workspace_id")


def _check(parsed: ParsedUnit, facts: ProjectFacts) -> Iterator[Hit]:
    column = _tenant_column(parsed)
    for kind in (ast.UpdateStmt, ast.DeleteStmt) if column else ():
        for site in parsed.sites(kind):
            name = relation_name(site.node.relation)
            if _is_of_tenant(name, column, facts) and not _mentions(site.node, column):
                yield Hit(site.place, f"The statement on {name} does not restrict {column}.")


def _tenant_column(parsed: ParsedUnit) -> str:
    """The tenant column that a parameter of the routine is for."""
    names = [each.name.lower() for each in parsed.header.parameters] if parsed.header else []
    return next((column for column in _TENANT for name in names if name.endswith(column)), "")


def _is_of_tenant(name: str, column: str, facts: ProjectFacts) -> bool:
    return any(each.name == column for each in facts.columns_of(name))


def _mentions(node: ast.Node, column: str) -> bool:
    paths = (column_path(each) for each in nodes_within(node))
    return any(path[-1].endswith(column) for path in paths if path)


RULE = FindingRule(
    id="SEC304",
    name="tenant-predicate",
    family="tenant_predicate",
    category="security",
    severity=Severity.HIGH,
    cwe=639,
    node=ParsedUnit,
    check=_check,
    sentence="The routine is called for one tenant, but the statement reaches the rows of every tenant.",
    hint="Add the tenant column to the WHERE clause, or rely on a row-level policy.",
    effort_minutes=15,
    positive=(
        (
            "CREATE TABLE item (id integer, tenant_id uuid); CREATE FUNCTION f(p_id integer, p_tenant_id uuid) "
            "RETURNS void LANGUAGE sql AS $$ DELETE FROM item WHERE id = p_id $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE TABLE item (id integer, tenant_id uuid); CREATE FUNCTION f(p_id integer, p_tenant_id uuid) "
            "RETURNS void LANGUAGE sql AS $$ DELETE FROM item WHERE id = p_id AND tenant_id = p_tenant_id $$;"
        ),
        (
            "CREATE TABLE item (id integer); CREATE FUNCTION f(p_id integer, p_tenant_id uuid) RETURNS void "
            "LANGUAGE sql AS $$ DELETE FROM item WHERE id = p_id $$;"
        ),
    ),
)
