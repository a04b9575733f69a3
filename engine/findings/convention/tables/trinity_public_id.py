"""A table whose id has another type than UUID, while those of the others are UUIDs."""

from collections.abc import Iterator

from engine.analysis.majority import follows, own_tables
from engine.analysis.project_facts import ProjectFacts
from engine.catalog.model import Relation
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
    tables = own_tables(facts)
    if not follows(tables, _has_uuid):
        return
    for table in tables:
        if table.name in facts.tables and not _has_uuid(table) and not table.gaps:
            yield Hit(facts.tables[table.name], f"Table {table.name} has no id of type UUID, as most tables have.")


def _has_uuid(table: object) -> bool:
    columns = table.columns if isinstance(table, Relation) else ()
    return any(each.name == "id" and each.type_name == "uuid" for each in columns)


RULE = FindingRule(
    id="CON012",
    name="trinity-public-id",
    family="trinity",
    category="convention",
    severity=Severity.LOW,
    node=ProjectFacts,
    check=_check,
    sentence="The project gives each row a public id of type UUID.",
    hint="Add id UUID NOT NULL UNIQUE DEFAULT gen_random_uuid().",
    effort_minutes=20,
    positive=(
        (
            "CREATE TABLE a0 (id uuid); CREATE TABLE a1 (id uuid); CREATE TABLE a2 (id uuid); CREATE TABLE a3 "
            "(id uuid); CREATE TABLE a4 (id uuid); CREATE TABLE a5 (id uuid); CREATE TABLE a6 (id uuid); "
            "CREATE TABLE a7 (id uuid); CREATE TABLE b (nr integer);"
        ),
    ),
    near_miss=("CREATE TABLE b (nr integer);",),
)
