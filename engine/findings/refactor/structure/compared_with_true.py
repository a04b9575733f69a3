"""A boolean is compared with true or false."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, operator
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import FixKind, Severity
from engine.findings.finding_rule import FindingRule, FixExample, Hit
from engine.findings.sql_edits import replace_match


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    node = site.node
    constant = node.rexpr.val if isinstance(node.rexpr, ast.A_Const) else None
    if operator(node) == "=" and isinstance(constant, ast.Boolean) and constant.boolval and column_path(node.lexpr):
        fix = replace_match(site, r"\s*=\s*true\b", "", FixKind.REFACTOR, _end_of_name(site))
        yield Hit(site.place, "A boolean is compared with true.", fix)


def _end_of_name(site: SqlSite) -> int:
    """Where the name before the operator ends: blanks are taken with the operator."""
    text, at = site.unit.unit.text, site.start - site.unit.unit.span.start
    return at - (len(text[:at]) - len(text[:at].rstrip())) + site.unit.unit.span.start


RULE = FindingRule(
    id="REF013",
    name="compared-with-true",
    family="boolean_comparison",
    category="refactor",
    severity=Severity.INFO,
    node=ast.A_Expr,
    check=_check,
    sentence="The boolean itself says the same.",
    hint="Drop the comparison.",
    effort_minutes=2,
    positive=("SELECT id FROM item WHERE active = true;",),
    near_miss=(
        "SELECT id FROM item WHERE active;",
        "SELECT id FROM item WHERE active IS TRUE;",
    ),
    fixes=(FixExample("SELECT id FROM item WHERE active = true;", "SELECT id FROM item WHERE active;"),),
)
