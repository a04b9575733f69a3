"""INSERT names more or fewer columns than it gives values."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    columns, select = site.node.cols or (), site.node.selectStmt
    if not columns or not isinstance(select, ast.SelectStmt):
        return
    rows = [len(each) for each in select.valuesLists or () if isinstance(each, tuple)]
    wrong = next((count for count in rows if count != len(columns)), None)
    if wrong is not None:
        yield Hit(site.place, f"INSERT names {len(columns)} columns, but gives {wrong} values.")


RULE = FindingRule(
    id="COR013",
    name="insert-columns",
    family="runtime_error",
    category="correctness",
    severity=Severity.HIGH,
    node=ast.InsertStmt,
    check=_check,
    sentence="PostgreSQL refuses the statement.",
    hint="Give one value for each column.",
    effort_minutes=5,
    positive=("INSERT INTO item (id, name) VALUES (1, 'a', 2);",),
    near_miss=("INSERT INTO item (id, name) VALUES (1, 'a');",),
)
