"""A file of the server is read or written by a function."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_FUNCTIONS = frozenset({
    "pg_read_file", "pg_read_binary_file", "pg_ls_dir", "pg_stat_file", "lo_import", "lo_export", "pg_file_write"
})  # fmt: skip


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    name = function_name(site.node)
    if name in _FUNCTIONS:
        yield Hit(site.place, f"{name} gives access to files of the server.")


RULE = FindingRule(
    id="SEC113",
    name="server-file-function",
    family="server_files",
    category="security",
    severity=Severity.MEDIUM,
    cwe=73,
    node=ast.FuncCall,
    check=_check,
    sentence="The function acts as the operating system user of the server.",
    hint="Check the path against a list, and keep the routine to roles that may use the server's files.",
    effort_minutes=30,
    positive=("CREATE FUNCTION f(p text) RETURNS text LANGUAGE sql AS $$ SELECT pg_read_file(p) $$;",),
    near_miss=("CREATE FUNCTION f(p text) RETURNS text LANGUAGE sql AS $$ SELECT read_file(p) $$;",),
)
