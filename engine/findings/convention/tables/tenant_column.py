"""A table without tenant_id, which the others have."""

from engine.analysis.project_facts import ProjectFacts
from engine.findings.convention.column_checks import tables_without
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule

RULE = FindingRule(
    id="CON017",
    name="missing-tenant-column",
    family="tenant_column",
    category="convention",
    severity=Severity.LOW,
    node=ProjectFacts,
    check=tables_without("tenant_id"),
    sentence="The project keeps the rows of tenants apart by tenant_id.",
    hint="Add tenant_id UUID NOT NULL, or move the table to a shared schema.",
    effort_minutes=20,
    positive=(
        (
            "CREATE TABLE a0 (nr integer, tenant_id uuid); CREATE TABLE a1 (nr integer, tenant_id uuid); "
            "CREATE TABLE a2 (nr integer, tenant_id uuid); CREATE TABLE a3 (nr integer, tenant_id uuid); "
            "CREATE TABLE a4 (nr integer, tenant_id uuid); CREATE TABLE a5 (nr integer, tenant_id uuid); "
            "CREATE TABLE a6 (nr integer, tenant_id uuid); CREATE TABLE a7 (nr integer, tenant_id uuid); "
            "CREATE TABLE b (nr integer);"
        ),
    ),
    near_miss=(
        "CREATE TABLE b (nr integer);",
        (
            "CREATE TABLE a0 (nr integer, tenant_id uuid); CREATE TABLE a1 (nr integer, tenant_id uuid); "
            "CREATE TABLE a2 (nr integer, tenant_id uuid); CREATE TABLE a3 (nr integer, tenant_id uuid); "
            "CREATE TABLE a4 (nr integer, tenant_id uuid); CREATE TABLE a5 (nr integer, tenant_id uuid); "
            "CREATE TABLE a6 (nr integer, tenant_id uuid); CREATE TABLE a7 (nr integer, tenant_id uuid);"
        ),
    ),
)
