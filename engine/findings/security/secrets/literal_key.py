"""A cryptographic function is called with its key as a literal."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name, text_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.mask_secrets import is_plausible, masked

_KEY_AT = {
    "pgp_sym_encrypt": 1, "pgp_sym_decrypt": 1, "pgp_sym_encrypt_bytea": 1, "pgp_sym_decrypt_bytea": 1,
    "encrypt": 1, "decrypt": 1, "hmac": 1, "sign": 1,
}  # fmt: skip


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    at, arguments = _KEY_AT.get(function_name(site.node)), site.node.args or ()
    if at is None or at >= len(arguments):
        return
    key = text_constant(arguments[at])
    if key and is_plausible(key):
        yield Hit(site.place, f"A key is written in the source: {masked(key)}.")


RULE = FindingRule(
    id="SEC203",
    name="literal-key",
    family="hardcoded_secret",
    category="security",
    severity=Severity.HIGH,
    cwe=798,
    node=ast.FuncCall,
    check=_check,
    sentence="Whatever is encrypted with the key is readable for everyone who can read the file.",
    hint="Pass the key as a parameter, or read it from a setting that is set outside of the source.",
    effort_minutes=30,
    positive=(
        "SELECT pgp_sym_encrypt(note, 'tr0ub4dor') FROM item;",
        "SELECT hmac(body, 'tr0ub4dor', 'sha256') FROM item;",
    ),
    near_miss=(
        "SELECT pgp_sym_encrypt(note, current_setting('app.key')) FROM item;",
        "SELECT digest('text', 'sha256');",
    ),
)
