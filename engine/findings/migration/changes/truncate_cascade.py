"""TRUNCATE … CASCADE empties tables that the statement does not name."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import DropBehavior

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if site.node.behavior == DropBehavior.DROP_CASCADE:
        yield Hit(site.place, "TRUNCATE CASCADE also empties every table that refers to these.")


RULE = FindingRule(
    id="MIG020",
    name="truncate-cascade",
    family="mig_truncate_cascade",
    category="migration",
    severity=Severity.HIGH,
    node=ast.TruncateStmt,
    check=_check,
    sentence="A foreign key that is added later widens what the statement deletes.",
    hint="Name all tables, without CASCADE.",
    effort_minutes=10,
    positive=("TRUNCATE item CASCADE;",),
    near_miss=("TRUNCATE item, parcel;",),
)
