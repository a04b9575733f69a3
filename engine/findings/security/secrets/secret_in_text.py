"""A key, or a connection string with a password, in a string literal."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import text_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.mask_secrets import masked, secret_in


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    text = text_constant(site.node)
    secret = secret_in(text) if text and len(text) > 7 else None
    if secret:
        yield Hit(site.place, f"A secret is written in the source: {masked(secret)}.")


RULE = FindingRule(
    id="SEC202",
    name="secret-in-text",
    family="hardcoded_secret",
    category="security",
    severity=Severity.HIGH,
    cwe=798,
    node=ast.A_Const,
    check=_check,
    sentence="The literal has the form of a key, or contains a password.",
    hint="Read the secret from a setting, a file or a vault, and revoke this one.",
    effort_minutes=30,
    positive=(
        "SELECT dblink_connect('host=db user=app password=tr0ub4dor');",
        "SELECT load_page('postgres://app:tr0ub4dor@db/app');",
        "SELECT upload('AKIAABCDEFGHIJKLMNOP');",
    ),
    near_miss=(
        "SELECT dblink_connect('host=db user=app password=' || p);",
        "SELECT load_page('postgres://db/app');",
        "SELECT format('password=%s', p);",
    ),
)
