"""No index leads with the columns of a foreign key."""

from collections.abc import Iterator

from engine.findings.code.project_facts import ProjectFacts, bare
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
    for name, place in facts.tables.items():
        relation = facts.relation(name)
        for key in relation.foreign_keys if relation else ():
            if not _is_led(key.columns, facts.indexes.get(bare(name), [])):
                yield Hit(
                    place, f"No index of {name} leads with {', '.join(key.columns)}, which refers to {key.references}."
                )


def _is_led(columns: tuple[str, ...], indexes: list[tuple[str, ...]]) -> bool:
    """Whether an index begins with these columns, in any order."""
    return any(set(each[: len(columns)]) == set(columns) for each in indexes)


RULE = FindingRule(
    id="REF007",
    name="missing-fk-index",
    family="missing_fk_index",
    category="refactor",
    severity=Severity.LOW,
    node=ProjectFacts,
    check=_check,
    sentence="Joins along the key, and every DELETE of a referenced row, read the whole table.",
    hint="CREATE INDEX CONCURRENTLY on the columns of the key.",
    effort_minutes=10,
    positive=(
        (
            "CREATE TABLE kind (id integer PRIMARY KEY); CREATE TABLE item (id integer PRIMARY KEY, kind "
            "integer REFERENCES kind (id));"
        ),
    ),
    near_miss=(
        (
            "CREATE TABLE kind (id integer PRIMARY KEY); CREATE TABLE item (id integer PRIMARY KEY, kind "
            "integer REFERENCES kind (id)); CREATE INDEX item_kind ON item (kind);"
        ),
        "CREATE TABLE item (id integer PRIMARY KEY REFERENCES kind (id));",
    ),
)
