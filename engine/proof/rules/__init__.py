"""One rule a module; what is put here is found by itself."""

import hashlib
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from engine.proof.rule import Rule


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its name, in the order of names."""
    modules = sorted(found.name for found in iter_modules(__path__))
    rules = [import_module(f"{__name__}.{module}").RULE for module in modules]
    return {rule.name: rule for rule in rules}


@cache
def rules_version() -> str:
    """Changes whenever a rule comes, goes or is revised: evidence made under another version is computed again."""
    names = ",".join(f"{rule.name}:{rule.revision}" for rule in all_rules().values())
    return hashlib.sha256(names.encode()).hexdigest()[:16]
