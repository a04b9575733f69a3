"""A role that bypasses all checks."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_POWERFUL = {"superuser": "SUPERUSER", "bypassrls": "BYPASSRLS"}


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    for each in site.node.options or ():
        if each.defname in _POWERFUL and bool(getattr(each.arg, "boolval", getattr(each.arg, "ival", False))):
            yield Hit(site.unit.place(), f"Role {site.node.role} is created with {_POWERFUL[each.defname]}.")


RULE = FindingRule(
    id="SEC109",
    name="powerful-role",
    family="powerful_role",
    category="security",
    severity=Severity.MEDIUM,
    cwe=250,
    node=ast.CreateRoleStmt,
    check=_check,
    sentence="Such a role is not bound by grants or row-level security.",
    hint="Create the role without the attribute, and grant what it needs.",
    effort_minutes=15,
    positive=(
        "CREATE ROLE app LOGIN SUPERUSER;",
        "CREATE ROLE job BYPASSRLS;",
    ),
    near_miss=(
        "CREATE ROLE app LOGIN;",
        "CREATE ROLE app LOGIN NOSUPERUSER;",
    ),
)
