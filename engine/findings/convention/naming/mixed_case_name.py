"""A name that must be quoted wherever it is used."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    name = site.node.relation.relname or ""
    columns = [each.colname or "" for each in site.node.tableElts or () if isinstance(each, ast.ColumnDef)]
    quoted = [each for each in (name, *columns) if each != each.lower() or " " in each]
    if site.is_statement and quoted:
        yield Hit(site.unit.place(), f"{quoted[0]} must be quoted wherever it is used.")


RULE = FindingRule(
    id="CON006",
    name="mixed-case-name",
    family="naming",
    category="convention",
    severity=Severity.INFO,
    node=ast.CreateStmt,
    check=_check,
    sentence="Without quotes PostgreSQL folds the name to lower case, and does not find it.",
    hint="Use lower case with underscores.",
    effort_minutes=30,
    positive=(
        'CREATE TABLE "Item" (id integer);',
        'CREATE TABLE item ("unitPrice" integer);',
    ),
    near_miss=("CREATE TABLE Item (unitPrice integer);",),
)
