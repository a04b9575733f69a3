"""The type json where jsonb is meant."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.source.type_names import type_name

_TYPES = frozenset({"json"})


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if site.unit.unit.is_routine or site.node.typeName is None:
        return
    if type_name(site.node.typeName).removesuffix("[]") in _TYPES:
        yield Hit(site.place, f"Column {site.node.colname} has the type {type_name(site.node.typeName)}.")


RULE = FindingRule(
    id="CON022",
    name="json-column",
    family="column_type",
    category="convention",
    severity=Severity.INFO,
    node=ast.ColumnDef,
    check=_check,
    sentence="json keeps text: it has no index and no equality.",
    hint="Use jsonb.",
    effort_minutes=15,
    positive=("CREATE TABLE item (data json);",),
    near_miss=("CREATE TABLE item (data jsonb);",),
)
