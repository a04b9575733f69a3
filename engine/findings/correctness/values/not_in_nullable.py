"""NOT IN over a query that can give NULL finds nothing once it does."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import SubLinkType

from engine.analysis.expressions import column_path, relation_name
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    node, above = site.node, site.parent.node if site.parent else None
    negated = isinstance(above, ast.BoolExpr) and above.boolop is not None and above.boolop.name == "NOT_EXPR"
    if not negated or node.subLinkType != SubLinkType.ANY_SUBLINK or node.operName:
        return
    column = _nullable_column(node.subselect, facts)
    if column:
        yield Hit(site.place, f"NOT IN finds nothing as soon as {column} is NULL in one row.")


def _nullable_column(query: ast.SelectStmt, facts: ProjectFacts) -> str:
    """The column that a plain query gives, where it may hold NULL and no condition excludes that."""
    tables, targets = query.fromClause or (), query.targetList or ()
    path = column_path(targets[0].val) if len(targets) == 1 else ()
    if not path or len(tables) != 1 or path[-1] == "*":
        return ""
    excluded = any(isinstance(each, ast.NullTest) for each in _conditions(query.whereClause))
    known = {each.name: each for each in facts.columns_of(relation_name(tables[0]))}
    if path[-1] in known and not known[path[-1]].not_null and not excluded:
        return path[-1]
    return ""


def _conditions(where: object) -> tuple[object, ...]:
    if isinstance(where, ast.BoolExpr):
        return tuple(where.args or ())
    return (where,)


RULE = FindingRule(
    id="COR015",
    name="not-in-nullable",
    family="not_in_nullable",
    category="correctness",
    severity=Severity.MEDIUM,
    node=ast.SubLink,
    check=_check,
    sentence="A comparison with NULL is unknown, so the whole condition is.",
    hint="Use NOT EXISTS, or exclude NULL in the query.",
    effort_minutes=10,
    positive=(
        (
            "CREATE TABLE item (id integer NOT NULL, parent integer); SELECT id FROM item WHERE id NOT IN "
            "(SELECT parent FROM item);"
        ),
    ),
    near_miss=(
        (
            "CREATE TABLE item (id integer NOT NULL, parent integer); SELECT parent FROM item WHERE parent NOT "
            "IN (SELECT id FROM item);"
        ),
        (
            "CREATE TABLE item (id integer NOT NULL, parent integer); SELECT id FROM item WHERE id NOT IN "
            "(SELECT parent FROM item WHERE parent IS NOT NULL);"
        ),
    ),
)
