"""A table without a primary key."""

from collections.abc import Iterator

from engine.analysis.majority import own_tables
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
    for table in own_tables(facts):
        temporary = table.name.startswith("pg_temp.")
        if table.name in facts.tables and not table.keys and not table.gaps and not temporary and table.columns:
            yield Hit(facts.tables[table.name], f"Table {table.name} has no primary key.")


RULE = FindingRule(
    id="CON018",
    name="no-primary-key",
    family="no_primary_key",
    category="convention",
    severity=Severity.LOW,
    node=ProjectFacts,
    check=_check,
    sentence="Rows have no identity, and logical replication cannot update them.",
    hint="Add a primary key.",
    effort_minutes=20,
    positive=("CREATE TABLE item (id integer, name text);",),
    near_miss=(
        "CREATE TABLE item (id integer PRIMARY KEY);",
        "CREATE TABLE item (id integer); ALTER TABLE item ADD PRIMARY KEY (id);",
        "CREATE TEMP TABLE item (id integer);",
    ),
)
