"""INSERT without a list of columns."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    inside = site.step is not None or site.unit.header is not None
    if inside and not site.node.cols and site.node.selectStmt is not None:
        yield Hit(site.place, f"INSERT into {site.node.relation.relname} names no columns.")


RULE = FindingRule(
    id="REF014",
    name="insert-without-columns",
    family="insert_without_columns",
    category="refactor",
    severity=Severity.LOW,
    node=ast.InsertStmt,
    check=_check,
    sentence="A column that is added or moved changes what the statement does.",
    hint="Name the columns.",
    effort_minutes=5,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN INSERT INTO item VALUES "
            "(p, 'a'); RETURN p; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN INSERT INTO item (id, "
            "name) VALUES (p, 'a'); RETURN p; END $$;"
        ),
    ),
)
