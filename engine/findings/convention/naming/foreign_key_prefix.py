"""A foreign key column whose name lacks the prefix that the others have."""

from collections.abc import Iterator

from engine.analysis.majority import follows, own_tables
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

PREFIX = "fk_"


def _check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
    tables = own_tables(facts)
    names = [column for table in tables for key in table.foreign_keys for column in key.columns]
    if not follows(names, lambda name: str(name).startswith(PREFIX)):
        return
    for table in tables:
        for key in table.foreign_keys:
            for column in key.columns:
                if not column.startswith(PREFIX) and table.name in facts.tables:
                    yield Hit(facts.tables[table.name], f"Foreign key {column} does not begin with {PREFIX}.")


RULE = FindingRule(
    id="CON005",
    name="foreign-key-prefix",
    family="naming",
    category="convention",
    severity=Severity.INFO,
    node=ProjectFacts,
    check=_check,
    sentence="Most foreign key columns of the project begin with fk_.",
    hint="Rename the column, or leave the convention.",
    effort_minutes=30,
    positive=(
        (
            "CREATE TABLE a0 (id integer, fk_kind integer REFERENCES kind (id)); CREATE TABLE a1 (id integer, "
            "fk_kind integer REFERENCES kind (id)); CREATE TABLE a2 (id integer, fk_kind integer REFERENCES "
            "kind (id)); CREATE TABLE a3 (id integer, fk_kind integer REFERENCES kind (id)); CREATE TABLE a4 "
            "(id integer, fk_kind integer REFERENCES kind (id)); CREATE TABLE a5 (id integer, fk_kind integer "
            "REFERENCES kind (id)); CREATE TABLE a6 (id integer, fk_kind integer REFERENCES kind (id)); CREATE "
            "TABLE a7 (id integer, fk_kind integer REFERENCES kind (id)); CREATE TABLE b (id integer, kind "
            "integer REFERENCES kind (id));"
        ),
    ),
    near_miss=("CREATE TABLE b (id integer, kind integer REFERENCES kind (id));",),
)
