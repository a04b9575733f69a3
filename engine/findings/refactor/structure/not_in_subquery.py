"""NOT IN (SELECT …) cannot be planned as an anti-join."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import SubLinkType

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    above = site.parent.node if site.parent else None
    negated = isinstance(above, ast.BoolExpr) and above.boolop is not None and above.boolop.name == "NOT_EXPR"
    if negated and site.node.subLinkType == SubLinkType.ANY_SUBLINK and not site.node.operName:
        yield Hit(site.place, "NOT IN with a query is slower than NOT EXISTS, and fails on NULL.")


RULE = FindingRule(
    id="REF015",
    name="not-in-subquery",
    family="not_in_subquery",
    category="refactor",
    severity=Severity.INFO,
    node=ast.SubLink,
    check=_check,
    sentence="The query is kept in memory, or run for each row.",
    hint="Use NOT EXISTS.",
    effort_minutes=10,
    positive=("SELECT id FROM item WHERE id NOT IN (SELECT item FROM line);",),
    near_miss=(
        "SELECT id FROM item i WHERE NOT EXISTS (SELECT 1 FROM line WHERE item = i.id);",
        "SELECT id FROM item WHERE id IN (SELECT item FROM line);",
    ),
)
