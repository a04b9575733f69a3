"""A table without tenant_id, which the others have."""

from collections.abc import Iterator

from engine.analysis.majority import has_column, most_tables_have, own_tables
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

COLUMN = "tenant_id"


def _check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
    if not most_tables_have(facts, COLUMN):
        return
    for table in own_tables(facts):
        if table.name in facts.tables and not has_column(table, COLUMN) and not table.gaps:
            yield Hit(facts.tables[table.name], f"Table {table.name} has no {COLUMN} column, as most tables have.")


RULE = FindingRule(
    id="CON017",
    name="missing-tenant-column",
    family="tenant_column",
    category="convention",
    severity=Severity.LOW,
    node=ProjectFacts,
    check=_check,
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
