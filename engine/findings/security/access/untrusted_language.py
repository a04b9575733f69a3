"""A routine in a language that can do what the server's operating system user can."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_UNTRUSTED = frozenset({"plpythonu", "plpython2u", "plpython3u", "plperlu", "pltclu", "plsh"})


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if site.is_statement and site.unit.unit.language in _UNTRUSTED:
        yield Hit(site.unit.place(), f"The routine is written in the untrusted language {site.unit.unit.language}.")


RULE = FindingRule(
    id="SEC111",
    name="untrusted-language",
    family="untrusted_language",
    category="security",
    severity=Severity.LOW,
    cwe=250,
    node=ast.CreateFunctionStmt,
    check=_check,
    sentence="Untrusted languages can read files, open connections and run programs.",
    hint="Use a trusted language, or review the routine like a program that runs on the server.",
    effort_minutes=60,
    positive=("CREATE FUNCTION f() RETURNS text LANGUAGE plpython3u AS $$ return 'x' $$;",),
    near_miss=("CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$;",),
)
