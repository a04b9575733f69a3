"""VACUUM FULL or CLUSTER rewrites a table while it is locked."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(parsed: ParsedUnit, _facts: ProjectFacts) -> Iterator[Hit]:
    node = parsed.unit.node
    full = isinstance(node, ast.VacuumStmt) and any(each.defname == "full" for each in node.options or ())
    if full or isinstance(node, getattr(ast, "ClusterStmt", ())):
        yield Hit(parsed.place(), "The table is rewritten while nobody can read or write it.")


RULE = FindingRule(
    id="MIG024",
    name="full-table-maintenance",
    family="mig_table_rewrite",
    category="migration",
    severity=Severity.MEDIUM,
    node=ParsedUnit,
    check=_check,
    sentence="The lock lasts until the whole table is copied.",
    hint="Use plain VACUUM, or pg_repack.",
    effort_minutes=30,
    positive=("VACUUM FULL item;",),
    near_miss=("VACUUM item;",),
)
