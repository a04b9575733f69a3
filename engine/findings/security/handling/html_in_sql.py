"""HTML is put together from data that is not escaped."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pglast import ast

from engine.analysis.expressions import column_path, operator, text_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_TAG = re.compile(r"<[a-z][a-z0-9]*(?:\s[^<>]*)?(?:>|=\"?'?)\s*\Z|=\"\Z", re.IGNORECASE)
_HAS_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s>]", re.IGNORECASE)
_SAFE_NAME = re.compile(
    r"id$|_html$|html_|count|num|date|size|width|height|class|style|attr|(?:^|_)(?:n|i|at|on|body|out)$", re.IGNORECASE
)


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if operator(site.node) != "||" or (site.parent and operator(site.parent.node) == "||"):
        return
    parts = list(_parts(site.node))
    for before, each in pairwise(parts):
        text, path = text_constant(before) or "", column_path(each)
        if path and _HAS_TAG.search(text) and _TAG.search(text) and not _SAFE_NAME.search(path[-1]):
            yield Hit(site.place, f"{path[-1]} is put into HTML without escaping.")
            return


def _parts(node: object) -> Iterator[object]:
    """The operands of a chain of `||`, in order."""
    if isinstance(node, ast.A_Expr) and operator(node) == "||":
        yield from _parts(node.lexpr)
        yield from _parts(node.rexpr)
    else:
        yield node


RULE = FindingRule(
    id="SEC303",
    name="html-in-sql",
    family="html_injection",
    category="security",
    severity=Severity.MEDIUM,
    cwe=79,
    node=ast.A_Expr,
    check=_check,
    sentence="Data that contains markup changes the page, and can run scripts in it.",
    hint="Escape the data, or build the page in a template engine that escapes by default.",
    effort_minutes=30,
    positive=(
        ("CREATE FUNCTION f(p_name text) RETURNS text LANGUAGE sql AS $$ SELECT '<td>' || p_name || '</td>' $$;"),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p_name text) RETURNS text LANGUAGE sql AS $$ SELECT '<td>' || "
            "escape_html(p_name) || '</td>' $$;"
        ),
        "CREATE FUNCTION f(p_name text) RETURNS text LANGUAGE sql AS $$ SELECT 'a < ' || p_name $$;",
    ),
)
