"""A finding rule that a test adds."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(_site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    return iter(())


RULE = FindingRule(
    id="CON999",
    name="forecast",
    family="naming",
    category="convention",
    severity=Severity.INFO,
    node=ast.IndexStmt,
    check=_check,
    sentence="An example.",
    hint="Nothing to do.",
    effort_minutes=1,
    positive=(),
    near_miss=(),
)
