"""A token, a password or a code is drawn with random()."""

import re
from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.analysis.variables.target_names import receiving_names
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_SECRET = re.compile(
    r"token|secret|passw|pwd|(?:^|_)otp(?:$|_)|nonce|salt(?:$|_)|api_?key|session_?(?:id|key)|verif\w*_code|reset_code"
    r"|(?:pin|activation|access|invite|confirm\w*|verification)_?code|(?:^|_)key$",
    re.IGNORECASE,
)


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if function_name(site.node) != "random":
        return
    names = [*receiving_names(site), bare(site.unit.unit.name) if site.unit.header else ""]
    named = next((each for each in names if _SECRET.search(each)), None)
    if named:
        yield Hit(site.place, f"random() is used for {named}.")


RULE = FindingRule(
    id="SEC212",
    name="weak-random",
    family="weak_random",
    category="security",
    severity=Severity.HIGH,
    cwe=338,
    node=ast.FuncCall,
    check=_check,
    sentence="The next values of random() can be computed from a few earlier ones.",
    hint="Use gen_random_uuid() or gen_random_bytes(n) of pgcrypto.",
    effort_minutes=10,
    positive=(
        "CREATE TABLE session (id integer, token text DEFAULT md5(random()::text));",
        "CREATE FUNCTION new_token() RETURNS text LANGUAGE sql AS $$ SELECT md5(random()::text) $$;",
        (
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ DECLARE v_token text; BEGIN v_token := "
            "md5(random()::text); PERFORM send(v_token); END $$;"
        ),
    ),
    near_miss=(
        "SELECT name FROM item ORDER BY random();",
        "CREATE TABLE session (id integer, token text DEFAULT gen_random_uuid());",
    ),
)
