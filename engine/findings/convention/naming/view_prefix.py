"""A view whose name lacks the prefix that the others have."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.majority import most_are_named
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

PREFIX = "v_"


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    name = bare(site.unit.unit.name)
    named = site.is_statement and most_are_named(facts, ast.ViewStmt, PREFIX)
    if named and name and not name.startswith(PREFIX):
        yield Hit(site.unit.place(), f"{name} does not begin with {PREFIX}, as most names of its kind do.")


RULE = FindingRule(
    id="CON002",
    name="view-prefix",
    family="naming",
    category="convention",
    severity=Severity.INFO,
    node=ast.ViewStmt,
    check=_check,
    sentence="Most views of the project begin with v_.",
    hint="Rename it, or leave the convention.",
    effort_minutes=15,
    positive=(
        (
            "CREATE VIEW v_a0 AS SELECT 1 AS id; CREATE VIEW v_a1 AS SELECT 1 AS id; CREATE VIEW v_a2 AS "
            "SELECT 1 AS id; CREATE VIEW v_a3 AS SELECT 1 AS id; CREATE VIEW v_a4 AS SELECT 1 AS id; CREATE "
            "VIEW v_a5 AS SELECT 1 AS id; CREATE VIEW v_a6 AS SELECT 1 AS id; CREATE VIEW v_a7 AS SELECT 1 AS "
            "id; CREATE VIEW item AS SELECT 1 AS id;"
        ),
    ),
    near_miss=(
        (
            "CREATE VIEW v_a0 AS SELECT 1 AS id; CREATE VIEW v_a1 AS SELECT 1 AS id; CREATE VIEW v_a2 AS "
            "SELECT 1 AS id; CREATE VIEW v_a3 AS SELECT 1 AS id; CREATE VIEW v_a4 AS SELECT 1 AS id; CREATE "
            "VIEW v_a5 AS SELECT 1 AS id; CREATE VIEW v_a6 AS SELECT 1 AS id; CREATE VIEW v_a7 AS SELECT 1 AS "
            "id;"
        ),
        "CREATE VIEW item AS SELECT 1 AS id;",
    ),
)
