"""DROP INDEX without CONCURRENTLY waits for and blocks all users of the table."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import ObjectType

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    node = site.node
    made_here = facts.is_made_in(site.unit.path, site.unit.unit.name)
    if site.is_statement and node.removeType == ObjectType.OBJECT_INDEX and not node.concurrent and not made_here:
        yield Hit(site.unit.place(), f"Index {site.unit.unit.name} is dropped without CONCURRENTLY.")


RULE = FindingRule(
    id="MIG013",
    name="drop-index-lock",
    family="mig_drop_index_lock",
    category="migration",
    severity=Severity.LOW,
    node=ast.DropStmt,
    check=_check,
    sentence="The statement takes an exclusive lock on the table.",
    hint="DROP INDEX CONCURRENTLY, outside of a transaction.",
    effort_minutes=5,
    positive=("DROP INDEX item_name;",),
    near_miss=(
        "DROP INDEX CONCURRENTLY item_name;",
        "DROP INDEX IF EXISTS item_name; CREATE INDEX CONCURRENTLY item_name ON item (name);",
    ),
)
