"""Every rule of every family, found by its module."""

from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import engine.findings
from engine.findings.finding_rule import FindingRule

FAMILIES = ("security", "correctness", "migration", "convention", "refactor")


@cache
def finding_rules() -> tuple[FindingRule, ...]:
    """All rules in the order of their ids."""
    found = [getattr(import_module(name), "RULE", None) for name in _module_names()]
    return tuple(sorted((each for each in found if isinstance(each, FindingRule)), key=lambda rule: rule.id))


def _module_names() -> list[str]:
    prefix = f"{engine.findings.__name__}."
    names = [each.name for each in walk_packages(engine.findings.__path__, prefix) if not each.ispkg]
    return [name for name in names if name.removeprefix(prefix).partition(".")[0] in FAMILIES]
