"""A point in time without its time zone."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.source.type_names import type_name

_TYPES = frozenset({"timestamp without time zone"})


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if site.unit.unit.is_routine or site.node.typeName is None:
        return
    if type_name(site.node.typeName).removesuffix("[]") in _TYPES:
        yield Hit(site.place, f"Column {site.node.colname} has the type {type_name(site.node.typeName)}.")


RULE = FindingRule(
    id="CON019",
    name="timestamp-without-zone",
    family="column_type",
    category="convention",
    severity=Severity.INFO,
    node=ast.ColumnDef,
    check=_check,
    sentence="The value means another moment to each session with another time zone.",
    hint="Use timestamptz.",
    effort_minutes=15,
    positive=("CREATE TABLE item (at timestamp);",),
    near_miss=("CREATE TABLE item (at timestamptz);",),
)
