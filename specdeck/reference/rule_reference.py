"""The reference page of the rules that report findings."""

from collections.abc import Iterator

from engine.findings.discover_rules import finding_rules
from engine.findings.finding_rule import FindingRule

_CATEGORIES = ("security", "correctness", "migration", "convention", "refactor")


def rule_reference() -> Iterator[str]:
    """The lines of the page: a table for each category."""
    rules = finding_rules()
    yield "# Rules\n"
    yield f"{len(rules)} rules report [findings](../findings.md)."
    yield "`specdeck findings show RULE` prints the examples of one."
    yield "Rules marked *off* apply only with `--all`, or when they are named with `--rule`.\n"
    for category in _CATEGORIES:
        yield f"## {category.capitalize()}\n"
        yield "| rule | reports | severity | CWE | minutes |"
        yield "|---|---|---|---|---|"
        yield from (_row(rule) for rule in rules if rule.category == category)
        yield ""


def _row(rule: FindingRule) -> str:
    off = "" if rule.default else " *off*"
    cwe = str(rule.cwe) if rule.cwe else ""
    sentence = rule.sentence.replace("|", "\\|")
    name = f"`{rule.id}` {rule.name}{off}"
    return f"| {name} | {sentence} | {rule.severity.value} | {cwe} | {rule.effort_minutes} |"
