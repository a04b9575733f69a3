"""A connection string that allows unencrypted connections."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import text_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    text = (text_constant(site.node) or "").lower()
    if "sslmode=disable" in text or "sslmode=allow" in text:
        yield Hit(site.place, "A connection string switches off encryption.")


RULE = FindingRule(
    id="SEC215",
    name="plain-connection",
    family="plain_connection",
    category="security",
    severity=Severity.MEDIUM,
    cwe=319,
    node=ast.A_Const,
    check=_check,
    sentence="Passwords and data travel in clear text.",
    hint="Use sslmode=verify-full.",
    effort_minutes=15,
    positive=("SELECT dblink_connect('host=db sslmode=disable');",),
    near_miss=("SELECT dblink_connect('host=db sslmode=verify-full');",),
)
