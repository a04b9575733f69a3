"""The password of a role or of a user mapping, written in the source."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.mask_secrets import is_plausible, masked
from engine.source.node_strings import node_strings

_STATEMENTS = (ast.CreateRoleStmt, ast.AlterRoleStmt, ast.CreateUserMappingStmt, ast.AlterUserMappingStmt)


def _check(parsed: ParsedUnit, _facts: ProjectFacts) -> Iterator[Hit]:
    if parsed.unit.template or parsed.unit.parsed_text != parsed.unit.text:
        return
    for kind in _STATEMENTS:
        for site in parsed.sites(kind):
            for each in site.node.options or ():
                password = "".join(node_strings((each.arg,))) if each.defname in {"password", "passwd"} else ""
                if is_plausible(password):
                    yield Hit(site.place, f"A password is written in the source: {masked(password)}.")


RULE = FindingRule(
    id="SEC201",
    name="role-password",
    family="hardcoded_secret",
    category="security",
    severity=Severity.HIGH,
    cwe=798,
    node=ParsedUnit,
    check=_check,
    sentence="Everyone who can read the file can log in.",
    hint="Set the password outside of the source, for instance with \\password, and change this one.",
    effort_minutes=20,
    positive=(
        "CREATE ROLE app LOGIN PASSWORD 'tr0ub4dor';",
        "ALTER USER app PASSWORD 'tr0ub4dor';",
        "CREATE USER MAPPING FOR app SERVER s OPTIONS (user 'u', password 'tr0ub4dor');",
    ),
    near_miss=(
        "CREATE ROLE app LOGIN PASSWORD NULL;",
        "CREATE ROLE app LOGIN PASSWORD '<password>';",
        "CREATE ROLE app LOGIN PASSWORD 'SCRAM-SHA-256$4096:c2FsdA==$a:b';",
    ),
)
