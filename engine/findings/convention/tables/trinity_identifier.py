"""A table without identifier, which the others have."""

from collections.abc import Iterator

from engine.analysis.majority import has_column, most_tables_have, own_tables
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

COLUMN = "identifier"


def _check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
    if not most_tables_have(facts, COLUMN):
        return
    for table in own_tables(facts):
        if table.name in facts.tables and not has_column(table, COLUMN) and not table.gaps:
            yield Hit(facts.tables[table.name], f"Table {table.name} has no {COLUMN} column, as most tables have.")


RULE = FindingRule(
    id="CON013",
    name="trinity-identifier",
    family="trinity",
    category="convention",
    severity=Severity.LOW,
    node=ProjectFacts,
    check=_check,
    sentence="The project gives each table a readable identifier.",
    hint="Add identifier TEXT NOT NULL UNIQUE.",
    effort_minutes=20,
    positive=(
        (
            "CREATE TABLE a0 (nr integer, identifier text); CREATE TABLE a1 (nr integer, identifier text); "
            "CREATE TABLE a2 (nr integer, identifier text); CREATE TABLE a3 (nr integer, identifier text); "
            "CREATE TABLE a4 (nr integer, identifier text); CREATE TABLE a5 (nr integer, identifier text); "
            "CREATE TABLE a6 (nr integer, identifier text); CREATE TABLE a7 (nr integer, identifier text); "
            "CREATE TABLE b (nr integer);"
        ),
    ),
    near_miss=(
        "CREATE TABLE b (nr integer);",
        (
            "CREATE TABLE a0 (nr integer, identifier text); CREATE TABLE a1 (nr integer, identifier text); "
            "CREATE TABLE a2 (nr integer, identifier text); CREATE TABLE a3 (nr integer, identifier text); "
            "CREATE TABLE a4 (nr integer, identifier text); CREATE TABLE a5 (nr integer, identifier text); "
            "CREATE TABLE a6 (nr integer, identifier text); CREATE TABLE a7 (nr integer, identifier text);"
        ),
    ),
)
