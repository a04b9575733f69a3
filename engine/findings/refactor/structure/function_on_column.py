"""A condition that computes with a column cannot use its index."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, conjuncts, function_name
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if not site.node.fromClause or site.node.whereClause is None:
        return
    for each in conjuncts(site.node.whereClause):
        if isinstance(each, ast.A_Expr) and isinstance(each.lexpr, ast.TypeCast) and _is_column(each.lexpr.arg):
            name = column_path(each.lexpr.arg)[-1]
            yield Hit(site.place, f"The cast of {name} in the condition keeps an index from being used.")
            return
        if isinstance(each, ast.A_Expr) and function_name(each.lexpr) in {"date", "date_trunc", "to_char", "date_part"}:
            name = function_name(each.lexpr)
            yield Hit(site.place, f"{name} of a column in the condition keeps an index from being used.")
            return


def _is_column(node: object) -> bool:
    """Whether it is a column of a table, by its qualifier."""
    return len(column_path(node)) == 2


RULE = FindingRule(
    id="REF009",
    name="function-on-column",
    family="non_sargable",
    category="refactor",
    severity=Severity.LOW,
    node=ast.SelectStmt,
    check=_check,
    sentence="PostgreSQL has to compute the expression for every row.",
    hint="Compare the bare column with a range, or create an index on the expression.",
    effort_minutes=20,
    positive=(
        "SELECT id FROM item i WHERE i.id::text = '1';",
        "SELECT id FROM item WHERE date_trunc('day', at) = current_date;",
    ),
    near_miss=(
        "SELECT id FROM item i WHERE i.id = '1'::integer;",
        "SELECT date_trunc('day', at) FROM item;",
    ),
)
