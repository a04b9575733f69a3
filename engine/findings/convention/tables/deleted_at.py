"""A table without deleted_at, which the others have."""

from collections.abc import Iterator

from engine.analysis.majority import has_column, most_tables_have, own_tables
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

COLUMN = "deleted_at"


def _check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
    if not most_tables_have(facts, COLUMN):
        return
    for table in own_tables(facts):
        if table.name in facts.tables and not has_column(table, COLUMN) and not table.gaps:
            yield Hit(facts.tables[table.name], f"Table {table.name} has no {COLUMN} column, as most tables have.")


RULE = FindingRule(
    id="CON016",
    name="missing-deleted-at",
    family="audit_fields",
    category="convention",
    severity=Severity.LOW,
    node=ProjectFacts,
    check=_check,
    sentence="The project marks rows as deleted instead of removing them.",
    hint="Add deleted_at TIMESTAMPTZ.",
    effort_minutes=20,
    positive=(
        (
            "CREATE TABLE a0 (nr integer, deleted_at timestamptz); CREATE TABLE a1 (nr integer, deleted_at "
            "timestamptz); CREATE TABLE a2 (nr integer, deleted_at timestamptz); CREATE TABLE a3 (nr integer, "
            "deleted_at timestamptz); CREATE TABLE a4 (nr integer, deleted_at timestamptz); CREATE TABLE a5 "
            "(nr integer, deleted_at timestamptz); CREATE TABLE a6 (nr integer, deleted_at timestamptz); "
            "CREATE TABLE a7 (nr integer, deleted_at timestamptz); CREATE TABLE b (nr integer);"
        ),
    ),
    near_miss=(
        "CREATE TABLE b (nr integer);",
        (
            "CREATE TABLE a0 (nr integer, deleted_at timestamptz); CREATE TABLE a1 (nr integer, deleted_at "
            "timestamptz); CREATE TABLE a2 (nr integer, deleted_at timestamptz); CREATE TABLE a3 (nr integer, "
            "deleted_at timestamptz); CREATE TABLE a4 (nr integer, deleted_at timestamptz); CREATE TABLE a5 "
            "(nr integer, deleted_at timestamptz); CREATE TABLE a6 (nr integer, deleted_at timestamptz); "
            "CREATE TABLE a7 (nr integer, deleted_at timestamptz);"
        ),
    ),
)
