"""A routine changes the current role."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if site.step is not None and site.node.name in {"role", "session_authorization"} and not site.node.is_local:
        yield Hit(site.place, f"The routine sets {site.node.name}, which stays set after it ends.")


RULE = FindingRule(
    id="SEC114",
    name="role-switch",
    family="role_switch",
    category="security",
    severity=Severity.LOW,
    cwe=271,
    node=ast.VariableSetStmt,
    check=_check,
    sentence="The caller goes on as another role unless the routine resets it on every path, errors included.",
    hint="Use SET LOCAL, or a SECURITY DEFINER routine.",
    effort_minutes=15,
    positive=("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN SET ROLE admin; END $$;",),
    near_miss=("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN SET LOCAL ROLE admin; END $$;",),
)
