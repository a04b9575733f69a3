"""BETWEEN with the larger bound first matches nothing."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import A_Expr_Kind

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    bounds = site.node.rexpr if site.node.kind == A_Expr_Kind.AEXPR_BETWEEN else ()
    numbers = [
        each.val.ival or 0 for each in bounds if isinstance(each, ast.A_Const) and isinstance(each.val, ast.Integer)
    ]
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        yield Hit(site.place, f"BETWEEN {numbers[0]} AND {numbers[1]} matches nothing.")


RULE = FindingRule(
    id="COR021",
    name="reversed-between",
    family="wrong_logic",
    category="correctness",
    severity=Severity.HIGH,
    cwe=570,
    node=ast.A_Expr,
    check=_check,
    sentence="The lower bound must come first.",
    hint="Swap the bounds.",
    effort_minutes=3,
    positive=("SELECT name FROM item WHERE size BETWEEN 9 AND 1;",),
    near_miss=("SELECT name FROM item WHERE size BETWEEN 1 AND 9;",),
)
