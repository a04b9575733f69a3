"""An expression is compared with itself."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, operator
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_COMPARING = frozenset({"=", "<>", "!=", "<", ">", "<=", ">="})


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    sign, path = operator(site.node), column_path(site.node.lexpr)
    if sign in _COMPARING and path and path == column_path(site.node.rexpr):
        yield Hit(site.place, f"{'.'.join(path)} is compared with itself.")


RULE = FindingRule(
    id="COR016",
    name="same-operands",
    family="ineffective_clause",
    category="correctness",
    severity=Severity.HIGH,
    cwe=571,
    node=ast.A_Expr,
    check=_check,
    sentence="The comparison is always true, or always false, except for NULL.",
    hint="Compare with the variable or column that was meant; qualify names that a parameter shares.",
    effort_minutes=10,
    positive=("SELECT name FROM item WHERE size = size;",),
    near_miss=("SELECT a.name FROM item a, item b WHERE a.size = b.size;",),
)
