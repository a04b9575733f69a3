"""A column of 32 or 16 bits."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.source.type_names import type_name

_TYPES = frozenset({"integer", "smallint"})


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if site.unit.unit.is_routine or site.node.typeName is None:
        return
    if type_name(site.node.typeName).removesuffix("[]") in _TYPES:
        yield Hit(site.place, f"Column {site.node.colname} has the type {type_name(site.node.typeName)}.")


RULE = FindingRule(
    id="CON025",
    name="small-integer-column",
    family="column_type",
    category="convention",
    severity=Severity.INFO,
    node=ast.ColumnDef,
    check=_check,
    sentence="The column can run out of numbers, and widening it rewrites the table.",
    hint="Use bigint for keys that grow.",
    effort_minutes=15,
    positive=("CREATE TABLE item (id integer);",),
    near_miss=("CREATE TABLE item (id bigint);",),
    default=False,
)
