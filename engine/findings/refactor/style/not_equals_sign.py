"""!= where the standard has <>."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import operator
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import FixKind, Severity
from engine.findings.finding_rule import FindingRule, FixExample, Hit
from engine.findings.sql_edits import replace_match


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if operator(site.node) == "<>":
        fix = replace_match(site, r"!=", "<>", FixKind.REFACTOR)
        if fix is not None:
            yield Hit(site.place, "!= is another spelling of <>.", fix)


RULE = FindingRule(
    id="REF032",
    name="not-equals-sign",
    family="style",
    category="refactor",
    severity=Severity.INFO,
    node=ast.A_Expr,
    check=_check,
    sentence="The standard spells the operator <>.",
    hint="Write <>.",
    effort_minutes=1,
    positive=("SELECT id FROM item WHERE size != 1;",),
    near_miss=("SELECT id FROM item WHERE size <> 1;",),
    fixes=(FixExample("SELECT id FROM item WHERE size != 1;", "SELECT id FROM item WHERE size <> 1;"),),
    default=False,
)
