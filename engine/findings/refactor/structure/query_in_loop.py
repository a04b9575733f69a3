"""A query in a loop over rows runs once for each row."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.analysis.steps import fragment_root, steps_within
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql import tree


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if isinstance(site.node.query, tree.Dynamic):
        return
    for each in steps_within(site.node.steps):
        into = isinstance(each, tree.Sql) and each.into is not None
        root = fragment_root(each.statement) if into else None
        if isinstance(root, ast.SelectStmt) and root.fromClause:
            yield Hit(site.unit.place(site.unit.body_span(each.span)), "This query runs once for each row of the loop.")
            return


RULE = FindingRule(
    id="REF006",
    name="query-in-loop",
    family="n_plus_one",
    category="refactor",
    severity=Severity.LOW,
    cwe=1073,
    node=tree.ForQuery,
    check=_check,
    sentence="N rows cost N + 1 queries.",
    hint="Join the table in the query of the loop.",
    effort_minutes=30,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE r record; v text; "
            "BEGIN FOR r IN SELECT * FROM item LOOP SELECT name INTO v FROM kind WHERE id = r.kind; RAISE "
            "NOTICE '%', v; END LOOP; RETURN 0; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN FOR r "
            "IN SELECT i.id, k.name FROM item i JOIN kind k ON k.id = i.kind LOOP RAISE NOTICE '%', r.name; "
            "END LOOP; RETURN 0; END $$;"
        ),
    ),
)
