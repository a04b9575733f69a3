"""LIKE with a wildcard at the beginning cannot use an index."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, text_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.source.node_strings import node_strings


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    kind = site.node.kind.name if site.node.kind is not None else ""
    pattern = text_constant(site.node.rexpr) or ""
    is_negated = node_strings(site.node.name)[0].startswith("!")  # no index would serve it either
    matches = kind in {"AEXPR_LIKE", "AEXPR_ILIKE"} and not is_negated and column_path(site.node.lexpr)
    query = site.above(ast.SelectStmt)
    if matches and pattern[:1] == "%" and len(pattern) > 1 and query is not None and query.fromClause:
        yield Hit(site.place, f"The pattern begins with {pattern[0]}.")


RULE = FindingRule(
    id="REF016",
    name="leading-wildcard",
    family="non_sargable",
    category="refactor",
    severity=Severity.INFO,
    node=ast.A_Expr,
    check=_check,
    sentence="Every row is read.",
    hint="Use a trigram index of pg_trgm, or full-text search.",
    effort_minutes=30,
    positive=("SELECT id FROM item WHERE name LIKE '%nut';",),
    near_miss=(
        "SELECT id FROM item WHERE name LIKE 'nut%';",
        "SELECT id FROM item WHERE name NOT LIKE '%nut';",
    ),
)
