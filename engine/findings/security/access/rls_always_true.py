"""A row-level policy that lets every row through for ordinary roles."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import RoleSpecType

from engine.analysis.expressions import is_true_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_SERVICE = ("service", "admin", "postgres", "superuser", "owner", "supabase_")


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    node = site.node
    if getattr(node, "permissive", True) is False or all(_is_service(each) for each in node.roles or ()):
        return
    condition = node.with_check if node.cmd_name == "insert" else node.qual
    if is_true_constant(condition) or is_true_constant(node.with_check):
        yield Hit(site.unit.place(), f"Policy {node.policy_name} is true for every row.")


def _is_service(role: ast.RoleSpec) -> bool:
    """Whether a role is one of a service or an administrator, by its name."""
    name = (role.rolename or "").lower()
    return role.roletype == RoleSpecType.ROLESPEC_CSTRING and any(each in name for each in _SERVICE)


RULE = FindingRule(
    id="SEC105",
    name="rls-always-true",
    family="rls_always_true",
    category="security",
    severity=Severity.HIGH,
    cwe=285,
    node=ast.CreatePolicyStmt,
    check=_check,
    sentence="Row-level security is on, but the policy restricts nothing.",
    hint="State whose rows a role may see, or limit the policy to a service role.",
    effort_minutes=20,
    positive=(
        "CREATE POLICY p ON item USING (true);",
        "CREATE POLICY p ON item FOR INSERT TO app_user WITH CHECK (true);",
        "CREATE POLICY p ON item USING (1 = 1);",
    ),
    near_miss=(
        "CREATE POLICY p ON item USING (owner = current_user);",
        "CREATE POLICY p ON item TO service_role USING (true);",
    ),
)
