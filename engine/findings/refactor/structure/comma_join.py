"""Tables are joined by commas and conditions of WHERE."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    tables = [each for each in site.node.fromClause or () if isinstance(each, ast.RangeVar)]
    if len(tables) > 2 and site.node.whereClause is not None:
        yield Hit(site.place, f"{len(tables)} tables are joined by commas.")


RULE = FindingRule(
    id="REF017",
    name="comma-join",
    family="comma_join",
    category="refactor",
    severity=Severity.INFO,
    node=ast.SelectStmt,
    check=_check,
    sentence="A forgotten condition multiplies the rows, and does not show.",
    hint="Use JOIN … ON.",
    effort_minutes=10,
    positive=("SELECT a.id FROM a, b, c WHERE a.id = b.id AND b.id = c.id;",),
    near_miss=("SELECT a.id FROM a JOIN b ON a.id = b.id JOIN c ON b.id = c.id;",),
)
