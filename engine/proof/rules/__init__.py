"""The rules, one a module: a new module here is a new rule."""

import hashlib
from functools import cache

from engine.discovery import discover
from engine.proof.rule import Rule


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by its name, in the order of names."""
    return {rule.name: rule for rule in sorted(discover(__name__, "RULE", Rule), key=lambda rule: rule.name)}


@cache
def rules_version() -> str:
    """Return a digest of all rules and their revisions: evidence made under another version is computed again."""
    names = ",".join(f"{rule.name}:{rule.revision}" for rule in all_rules().values())
    return hashlib.sha256(names.encode()).hexdigest()[:16]
