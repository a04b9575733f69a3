"""CAST(x AS type) with a type of its own spelling beside x::type."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    shift = site.unit.unit.span.start
    written = site.unit.unit.text[site.start - shift : site.start - shift + 5].upper()
    if written.startswith("CAST("):
        yield Hit(site.place, "CAST is written in the long form.")


RULE = FindingRule(
    id="REF034",
    name="cast-spelling",
    family="style",
    category="refactor",
    severity=Severity.INFO,
    node=ast.TypeCast,
    check=_check,
    sentence="PostgreSQL code usually writes x::type.",
    hint="Choose one of the two forms for the project.",
    effort_minutes=1,
    positive=("SELECT CAST(size AS text) FROM item;",),
    near_miss=("SELECT size::text FROM item;",),
    default=False,
)
