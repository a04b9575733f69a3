"""A password is hashed with a fast hash."""

import re
from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, function_name, nodes_within, text_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.analysis.variables.target_names import receiving_names
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_FAST = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})
_PASSWORD = re.compile(r"pass(?:word|wd|phrase)?(?:$|_|\d)|(?:^|_)pwd(?:$|_)|passw", re.IGNORECASE)


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    hashed = _hash_name(site.node)
    if hashed and _is_for_password(site):
        yield Hit(site.place, f"A password is hashed with {hashed}.")


def _hash_name(node: ast.FuncCall) -> str | None:
    name, arguments = function_name(node), node.args or ()
    if name in _FAST:
        return name
    if name in {"digest", "hmac"}:
        return f"{name} {text_constant(arguments[-1]) or ''}".strip()
    if name == "gen_salt" and text_constant(arguments[0]) in {"md5", "des", "xdes"}:
        return f"crypt {text_constant(arguments[0])}"
    return None


def _is_for_password(site: SqlSite) -> bool:
    if function_name(site.node) == "gen_salt":
        return True
    paths = (column_path(each) for each in nodes_within(site.node))
    named = [path[-1] for path in paths if path]
    return any(_PASSWORD.search(each) for each in (*named, *receiving_names(site)))


RULE = FindingRule(
    id="SEC211",
    name="weak-hash",
    family="weak_hash",
    category="security",
    severity=Severity.HIGH,
    cwe=916,
    node=ast.FuncCall,
    check=_check,
    sentence="Fast hashes let an attacker try billions of passwords a second.",
    hint="Use crypt(password, gen_salt('bf', 12)), or hash in the application with argon2.",
    effort_minutes=60,
    positive=(
        "CREATE FUNCTION f(p_password text) RETURNS text LANGUAGE sql AS $$ SELECT md5(p_password) $$;",
        "UPDATE account SET password = encode(digest(entry, 'sha1'), 'hex');",
        "SELECT crypt(entry, gen_salt('md5'));",
    ),
    near_miss=(
        "CREATE FUNCTION f(p_name text) RETURNS text LANGUAGE sql AS $$ SELECT md5(p_name) $$;",
        "SELECT crypt(password, gen_salt('bf')) FROM account;",
        "SELECT pg_advisory_lock(hashtext(password)) FROM account;",
    ),
)
