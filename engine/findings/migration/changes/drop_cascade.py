"""DROP … CASCADE takes objects with it that the file does not name."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import DropBehavior

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if site.is_statement and site.node.behavior == DropBehavior.DROP_CASCADE:
        yield Hit(site.unit.place(), f"CASCADE drops whatever depends on {site.unit.unit.name}.")


RULE = FindingRule(
    id="MIG018",
    name="drop-cascade",
    family="mig_drop_cascade",
    category="migration",
    severity=Severity.HIGH,
    node=ast.DropStmt,
    check=_check,
    sentence="Views, foreign keys and functions disappear without being named.",
    hint="Drop without CASCADE, and name what depends on it.",
    effort_minutes=20,
    positive=("DROP TABLE item CASCADE;",),
    near_miss=("DROP TABLE item;",),
)
