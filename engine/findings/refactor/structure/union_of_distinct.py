"""UNION removes duplicates where none can be."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import SetOperation

from engine.analysis.expressions import text_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    node = site.node
    if node.op != SetOperation.SETOP_UNION or node.all:
        return
    labels = [_labels(each) for each in (node.larg, node.rarg)]
    if any(left and right and left != right for left, right in zip(*labels, strict=False)):
        yield Hit(site.place, "UNION sorts rows that a constant column already keeps apart.")


def _labels(query: object) -> list[str | None]:
    """The constant texts among the columns of a query."""
    targets = query.targetList or () if isinstance(query, ast.SelectStmt) else ()
    return [text_constant(each.val) for each in targets if isinstance(each, ast.ResTarget)]


RULE = FindingRule(
    id="REF018",
    name="union-of-distinct",
    family="union_of_distinct",
    category="refactor",
    severity=Severity.INFO,
    node=ast.SelectStmt,
    check=_check,
    sentence="Sorting or hashing all rows costs time.",
    hint="Use UNION ALL.",
    effort_minutes=3,
    positive=("SELECT 'item', id FROM item UNION SELECT 'kind', id FROM kind;",),
    near_miss=(
        "SELECT 'item', id FROM item UNION ALL SELECT 'kind', id FROM kind;",
        "SELECT id FROM item UNION SELECT id FROM kind;",
    ),
)
