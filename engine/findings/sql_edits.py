"""Fixes that change a few characters of an expression, found by its place in the file."""

import re

from engine.analysis.sites import SqlSite
from engine.findings.finding import FindingFix, FixKind, TextEdit
from engine.source.span import Span


def replace_match(site: SqlSite, pattern: str, text: str, kind: FixKind, start: int | None = None) -> FindingFix | None:
    """Replace what a pattern matches at the start of a node, or at another place of the file."""
    at = site.start if start is None else start
    shift = site.unit.unit.span.start
    found = re.compile(pattern, re.IGNORECASE).match(site.unit.unit.text, at - shift)
    if found is None:
        return None
    return FindingFix(kind, (TextEdit(Span(found.start() + shift, found.end() + shift), text),))


def null_test_fix(site: SqlSite, sign: str, wanted: str) -> FindingFix | None:
    """`= NULL` becomes `IS NULL`: the meaning changes, as it is meant to."""
    return replace_match(site, rf"{re.escape(sign)}\s*NULL\b(?!\s*::)", wanted, FixKind.SECURITY)
