"""ORDER BY or DISTINCT where the order and the number of rows do not matter."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import SubLinkType

from engine.analysis.expressions import function_name
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    node, above = site.node, site.parent.node if site.parent else None
    found = [word for word, given in (("ORDER BY", node.sortClause), ("DISTINCT", node.distinctClause)) if given]
    clause = next(iter(found), "")
    if not clause or node.limitCount is not None or node.limitOffset is not None:
        return
    exists = isinstance(above, ast.SubLink) and above.subLinkType in {
        SubLinkType.EXISTS_SUBLINK,
        SubLinkType.ANY_SUBLINK,
    }
    if exists:
        yield Hit(site.place, f"{clause} has no effect inside of EXISTS or IN.")
    elif clause == "ORDER BY" and _is_count(node):
        yield Hit(site.place, "ORDER BY has no effect on a single row.")


def _is_count(node: ast.SelectStmt) -> bool:
    """Whether all it gives is one count."""
    targets = node.targetList or ()
    lone = len(targets) == 1 and not node.groupClause
    return lone and function_name(targets[0].val) in {"count", "sum", "max", "min"} and targets[0].val.over is None


RULE = FindingRule(
    id="COR018",
    name="ineffective-order",
    family="ineffective_clause",
    category="correctness",
    severity=Severity.LOW,
    node=ast.SelectStmt,
    check=_check,
    sentence="The clause costs time and cannot change the result.",
    hint="Remove the clause.",
    effort_minutes=5,
    positive=(
        "SELECT id FROM item WHERE EXISTS (SELECT 1 FROM kind ORDER BY id);",
        "SELECT count(*) FROM item ORDER BY 1;",
        "SELECT id FROM item WHERE id IN (SELECT DISTINCT parent FROM kind);",
    ),
    near_miss=(
        "SELECT id FROM item WHERE id IN (SELECT id FROM kind ORDER BY id LIMIT 1);",
        "SELECT id FROM item ORDER BY id;",
    ),
)
