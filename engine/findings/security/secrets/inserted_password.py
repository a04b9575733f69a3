"""Rows with passwords in the source."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name, text_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.analysis.variables.target_names import inserted_values
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.mask_secrets import is_plausible, masked

_COLUMNS = frozenset({"password", "passwd", "pwd", "user_password", "secret", "api_key", "secret_key", "private_key"})


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    for name, value in inserted_values(site.node):
        if name in _COLUMNS:
            secret = _literal(value)
            if secret and is_plausible(secret):
                yield Hit(site.place, f"Column {name} is filled with a secret from the source: {masked(secret)}.")
                return


def _literal(value: object) -> str | None:
    """The literal, also one that is hashed on the way in."""
    if isinstance(value, ast.FuncCall) and function_name(value) in {"crypt", "md5", "sha256", "digest"} and value.args:
        return text_constant(value.args[0])
    return text_constant(value)


RULE = FindingRule(
    id="SEC205",
    name="inserted-password",
    family="hardcoded_secret",
    category="security",
    severity=Severity.MEDIUM,
    cwe=798,
    node=ast.InsertStmt,
    check=_check,
    sentence="The account can be used by everyone who can read the file.",
    hint="Create accounts without a password, or with one that is set at installation.",
    effort_minutes=20,
    positive=(
        "INSERT INTO account (login, password) VALUES ('admin', 'tr0ub4dor');",
        "INSERT INTO account (login, password) VALUES ('admin', crypt('tr0ub4dor', gen_salt('bf')));",
    ),
    near_miss=(
        "INSERT INTO account (login, password) VALUES ('admin', '$2a$06$abcdefghijklmnopqrstuv');",
        "INSERT INTO account (login, city) VALUES ('admin', 'Bern');",
        (
            "CREATE FUNCTION f(p text) RETURNS void LANGUAGE sql AS $$ INSERT INTO account (login, password) "
            "VALUES ('a', p) $$;"
        ),
    ),
)
