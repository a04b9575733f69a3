"""CREATE INDEX without CONCURRENTLY on a table in use."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import relation_name
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    node, table = site.node, relation_name(site.node.relation)
    if site.is_statement and not node.concurrent and not facts.is_created_in(site.unit.path, table):
        yield Hit(
            site.unit.place(), f"Index {node.idxname or 'without a name'} on {table} is built without CONCURRENTLY."
        )


RULE = FindingRule(
    id="MIG012",
    name="index-without-concurrently",
    family="mig_index_lock",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.IndexStmt,
    check=_check,
    sentence="Nobody can write to the table until the index is built.",
    hint="CREATE INDEX CONCURRENTLY, outside of a transaction.",
    effort_minutes=10,
    positive=("CREATE INDEX item_name ON item (name);",),
    near_miss=(
        "CREATE INDEX CONCURRENTLY item_name ON item (name);",
        "CREATE TABLE item (id integer); CREATE INDEX item_id ON item (id);",
    ),
)
