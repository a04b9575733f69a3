"""A index whose name lacks the prefix that the others have."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.majority import most_are_named
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

PREFIX = "idx_"


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    name = bare(site.unit.unit.name)
    named = site.is_statement and most_are_named(facts, ast.IndexStmt, PREFIX)
    if named and name and not name.startswith(PREFIX):
        yield Hit(site.unit.place(), f"{name} does not begin with {PREFIX}, as most names of its kind do.")


RULE = FindingRule(
    id="CON004",
    name="index-prefix",
    family="naming",
    category="convention",
    severity=Severity.INFO,
    node=ast.IndexStmt,
    check=_check,
    sentence="Most indexs of the project begin with idx_.",
    hint="Rename it, or leave the convention.",
    effort_minutes=15,
    positive=(
        (
            "CREATE INDEX idx_a0 ON item (id); CREATE INDEX idx_a1 ON item (id); CREATE INDEX idx_a2 ON item "
            "(id); CREATE INDEX idx_a3 ON item (id); CREATE INDEX idx_a4 ON item (id); CREATE INDEX idx_a5 ON "
            "item (id); CREATE INDEX idx_a6 ON item (id); CREATE INDEX idx_a7 ON item (id); CREATE INDEX "
            "item_name ON item (name);"
        ),
    ),
    near_miss=(
        (
            "CREATE INDEX idx_a0 ON item (id); CREATE INDEX idx_a1 ON item (id); CREATE INDEX idx_a2 ON item "
            "(id); CREATE INDEX idx_a3 ON item (id); CREATE INDEX idx_a4 ON item (id); CREATE INDEX idx_a5 ON "
            "item (id); CREATE INDEX idx_a6 ON item (id); CREATE INDEX idx_a7 ON item (id);"
        ),
        "CREATE INDEX item_name ON item (name);",
    ),
)
