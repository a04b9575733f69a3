"""Data is encrypted with a broken or outdated cipher."""

import re
from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name, text_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_WEAK = re.compile(r"^(?:3?des|bf|cast5)\b|\becb\b|cipher-algo=(?:bf|3des|cast5)", re.IGNORECASE)
_CIPHERS = frozenset({"encrypt", "decrypt", "encrypt_iv", "decrypt_iv", "pgp_sym_encrypt", "pgp_sym_encrypt_bytea"})


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    arguments = site.node.args or ()
    if function_name(site.node) in _CIPHERS and len(arguments) > 2:
        named = text_constant(arguments[-1]) or ""
        if _WEAK.search(named):
            yield Hit(site.place, f"Data is encrypted with {named}.")


RULE = FindingRule(
    id="SEC213",
    name="weak-cipher",
    family="weak_cipher",
    category="security",
    severity=Severity.MEDIUM,
    cwe=327,
    node=ast.FuncCall,
    check=_check,
    sentence="The cipher, or its ECB mode, reveals patterns or can be broken.",
    hint="Use pgp_sym_encrypt with its default AES, or encrypt in the application.",
    effort_minutes=60,
    positive=(
        "SELECT encrypt(note, key, 'des') FROM item;",
        "SELECT encrypt(note, key, 'aes-ecb/pad:pkcs') FROM item;",
    ),
    near_miss=(
        "SELECT encrypt(note, key, 'aes-cbc/pad:pkcs') FROM item;",
        "SELECT pgp_sym_encrypt(note, key) FROM item;",
    ),
)
