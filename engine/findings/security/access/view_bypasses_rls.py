"""A view over a table with row-level security that runs with its owner's rights."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import nodes_within, relation_name
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    if not site.is_statement or any(each.defname == "security_invoker" for each in site.node.options or ()):
        return
    names = (bare(relation_name(each)) for each in nodes_within(site.node.query))
    protected = next((each for each in names if each in facts.rls_enabled), None)
    if protected:
        yield Hit(site.unit.place(), f"This view reads {protected} with the rights of its owner, past its policies.")


RULE = FindingRule(
    id="SEC110",
    name="view-bypasses-rls",
    family="view_bypasses_rls",
    category="security",
    severity=Severity.MEDIUM,
    cwe=285,
    node=ast.ViewStmt,
    check=_check,
    sentence="A view checks policies as its owner, unless it is security_invoker.",
    hint="Create the view WITH (security_invoker = true), PostgreSQL 15 or newer.",
    effort_minutes=10,
    positive=(
        (
            "CREATE TABLE item (id integer); ALTER TABLE item ENABLE ROW LEVEL SECURITY; CREATE VIEW v AS "
            "SELECT id FROM item;"
        ),
    ),
    near_miss=(
        (
            "CREATE TABLE item (id integer); ALTER TABLE item ENABLE ROW LEVEL SECURITY; CREATE VIEW v WITH "
            "(security_invoker = true) AS SELECT id FROM item;"
        ),
        "CREATE TABLE item (id integer); CREATE VIEW v AS SELECT id FROM item;",
    ),
)
