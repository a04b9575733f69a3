"""A name of more than 63 bytes, which PostgreSQL cuts."""

import re
from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

LIMIT = 63
# The parser cuts the name as the server does, so the text is asked.
_LONG = re.compile(r"[A-Za-z_][\w$]{63,}")


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    found = _LONG.search(site.unit.unit.text)
    if found and site.is_statement:
        yield Hit(site.unit.place(), f"The name {found.group()} is longer than {LIMIT} bytes.")


RULE = FindingRule(
    id="CON007",
    name="long-name",
    family="naming",
    category="convention",
    severity=Severity.LOW,
    node=ast.IndexStmt,
    check=_check,
    sentence="What is left of the name may be taken already.",
    hint="Choose a shorter name.",
    effort_minutes=5,
    positive=("CREATE INDEX aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ON item (id);",),
    near_miss=("CREATE INDEX item_id ON item (id);",),
)
