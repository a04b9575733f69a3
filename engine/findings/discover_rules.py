"""Every rule of every category, found by its module."""

from functools import cache

from engine.discovery import discover
from engine.findings.finding_rule import FindingRule

PACKAGES = (
    "security.access", "security.dynamic_sql", "security.handling", "security.secrets",
    "correctness.control_flow", "correctness.values", "migration.changes", "migration.locking",
    "convention.naming", "convention.tables", "refactor.structure", "refactor.style",
)  # fmt: skip


@cache
def finding_rules() -> tuple[FindingRule, ...]:
    """All rules in the order of their ids."""
    found = [rule for each in PACKAGES for rule in discover(f"engine.findings.{each}", "RULE", FindingRule)]
    return tuple(sorted(found, key=lambda rule: rule.id))
