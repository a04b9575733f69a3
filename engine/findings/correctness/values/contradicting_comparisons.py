"""Two comparisons of one value that cannot both hold, or one of which always does."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, operator
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    name = site.node.boolop.name
    sign = {"AND_EXPR": "=", "OR_EXPR": "<>"}.get(name)
    seen: dict[tuple[str, ...], object] = {}
    for each in site.node.args or () if sign else ():
        path = column_path(each.lexpr) if isinstance(each, ast.A_Expr) else ()
        if not path or operator(each).replace("!=", "<>") != sign or not isinstance(each.rexpr, ast.A_Const):
            continue
        if path in seen and seen[path] != each.rexpr():
            result = "never" if sign == "=" else "always"
            yield Hit(site.place, f"The condition on {'.'.join(path)} {result} holds.")
            return
        seen[path] = each.rexpr()


RULE = FindingRule(
    id="COR017",
    name="contradicting-comparisons",
    family="wrong_logic",
    category="correctness",
    severity=Severity.HIGH,
    cwe=570,
    node=ast.BoolExpr,
    check=_check,
    sentence="AND and OR seem to be confused.",
    hint="`a <> 1 OR a <> 2` is always true: use AND; `a = 1 AND a = 2` is never true: use OR or IN.",
    effort_minutes=10,
    positive=(
        "SELECT name FROM item WHERE size <> 1 OR size <> 2;",
        "SELECT name FROM item WHERE size = 1 AND size = 2;",
    ),
    near_miss=(
        "SELECT name FROM item WHERE size <> 1 AND size <> 2;",
        "SELECT name FROM item WHERE size = 1 OR size = 2;",
    ),
)
