"""Rows are counted only to see whether there are any."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name, operator
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    sign, node = operator(site.node), site.node
    counts = isinstance(node.lexpr, ast.SubLink) and _counts(node.lexpr.subselect)
    if sign in {">", "=", "<>"} and counts and _is_zero(node.rexpr):
        yield Hit(site.place, "Rows are counted only to see whether there are any.")


def _is_zero(node: object) -> bool:
    return isinstance(node, ast.A_Const) and isinstance(node.val, ast.Integer) and not node.val.ival


def _counts(query: object) -> bool:
    targets = query.targetList or () if isinstance(query, ast.SelectStmt) and not query.groupClause else ()
    return len(targets) == 1 and function_name(targets[0].val) == "count"


RULE = FindingRule(
    id="REF010",
    name="count-for-existence",
    family="count_for_existence",
    category="refactor",
    severity=Severity.LOW,
    node=ast.A_Expr,
    check=_check,
    sentence="EXISTS stops at the first row.",
    hint="Use EXISTS or NOT EXISTS.",
    effort_minutes=5,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) "
            "FROM item WHERE id = p) > 0; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) "
            "FROM item WHERE id = p) > 5; END $$;"
        ),
    ),
)
