"""A table with a tenant column has no row-level security, while others of the project have."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts, bare
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_TENANT = frozenset({"tenant_id", "org_id", "organization_id", "organisation_id", "account_id", "workspace_id"})


def _check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
    if not facts.policies:
        return
    protected = {column for table in facts.policies for column in _tenant_columns(facts, table)}
    for name, place in facts.tables.items():
        if protected & _tenant_columns(facts, name) and bare(name) not in facts.rls_enabled:
            yield Hit(place, f"Table {name} has a tenant column, but row-level security is not enabled.")


def _tenant_columns(facts: ProjectFacts, table: str) -> set[str]:
    return {each.name for each in facts.columns_of(table)} & _TENANT


RULE = FindingRule(
    id="SEC108",
    name="tenant-table-without-rls",
    family="rls_missing",
    category="security",
    severity=Severity.MEDIUM,
    cwe=285,
    node=ProjectFacts,
    check=_check,
    sentence="Other tables with the same tenant column are protected by policies; this one is not.",
    hint="Enable row-level security and create the policy that the other tables have.",
    effort_minutes=20,
    positive=(
        (
            "CREATE TABLE a (id integer, tenant_id uuid); CREATE TABLE b (id integer, tenant_id uuid); ALTER "
            "TABLE a ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON a USING (tenant_id = me());"
        ),
    ),
    near_miss=(
        (
            "CREATE TABLE a (id integer, tenant_id uuid); CREATE TABLE b (id integer); ALTER TABLE a ENABLE "
            "ROW LEVEL SECURITY; CREATE POLICY p ON a USING (tenant_id = me());"
        ),
        "CREATE TABLE a (id integer, tenant_id uuid); CREATE TABLE b (id integer, tenant_id uuid);",
    ),
)
