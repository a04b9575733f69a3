"""coalesce around a value that is never NULL."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    first = (site.node.args or (None,))[0]
    counted = function_name(first) == "count"
    if counted or (isinstance(first, ast.A_Const) and not first.isnull):
        yield Hit(site.place, "The first argument of coalesce is never NULL.")


RULE = FindingRule(
    id="COR019",
    name="coalesced-count",
    family="ineffective_clause",
    category="correctness",
    severity=Severity.LOW,
    node=ast.CoalesceExpr,
    check=_check,
    sentence="The other arguments are never used.",
    hint="Remove coalesce.",
    effort_minutes=3,
    positive=("SELECT coalesce(count(*), 0) FROM item;",),
    near_miss=("SELECT coalesce(sum(size), 0) FROM item;",),
)
