"""A program is run, or a file of the server is read or written, from SQL."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    node = site.node
    if node.is_program:
        yield Hit(site.place, "COPY runs a program on the server.")
    elif site.step is not None and node.filename:
        yield Hit(site.place, "COPY reads or writes a file of the server.")


RULE = FindingRule(
    id="SEC112",
    name="server-program",
    family="server_files",
    category="security",
    severity=Severity.MEDIUM,
    cwe=73,
    node=ast.CopyStmt,
    check=_check,
    sentence="The statement acts as the operating system user of the server.",
    hint="Copy through the client, or keep the routine to roles that may use the server's files.",
    effort_minutes=30,
    positive=(
        "COPY item FROM PROGRAM 'curl example.test';",
        ("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN COPY item TO '/tmp/item.csv'; END $$;"),
    ),
    near_miss=("COPY item (id) TO STDOUT;",),
)
