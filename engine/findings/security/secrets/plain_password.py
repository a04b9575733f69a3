"""A password is stored or compared as it was entered."""

import re
from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, operator
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.routine_header import DeclaredHeader
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_PASSWORD = re.compile(r"^(?:user_?|account_?|login_?)?(?:password|passwd|pwd)$", re.IGNORECASE)


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    header = site.unit.header
    if header is None or operator(site.node) != "=":
        return
    left, right = column_path(site.node.lexpr), column_path(site.node.rexpr)
    if left and right and _PASSWORD.match(left[-1]) and _is_password_parameter(right, header):
        yield Hit(site.place, f"Column {left[-1]} is compared with the password as it was entered.")


def _is_password_parameter(path: tuple[str, ...], header: DeclaredHeader) -> bool:
    """Whether it is a parameter that is named for a password, not for its hash."""
    named = any(path[-1] == each.name.lower() for each in header.parameters if each.is_input)
    return named and "pass" in path[-1] and "hash" not in path[-1]


RULE = FindingRule(
    id="SEC216",
    name="plain-password",
    family="plain_password",
    category="security",
    severity=Severity.HIGH,
    cwe=256,
    node=ast.A_Expr,
    check=_check,
    sentence="The table holds passwords that anyone with read access can use.",
    hint="Store crypt(password, gen_salt('bf', 12)) and compare with crypt(entered, stored).",
    effort_minutes=120,
    positive=(
        (
            "CREATE FUNCTION login(p_name text, p_password text) RETURNS boolean LANGUAGE sql AS $$ SELECT "
            "EXISTS (SELECT 1 FROM account WHERE name = p_name AND password = p_password) $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION login(p_name text, p_password text) RETURNS boolean LANGUAGE sql AS $$ SELECT "
            "EXISTS (SELECT 1 FROM account WHERE name = p_name AND password = crypt(p_password, password)) $$;"
        ),
    ),
)
