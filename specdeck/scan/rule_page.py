"""A rule, explained on a page of text."""

from collections.abc import Iterator

from engine.findings.finding_rule import FindingRule


def rule_lines(rule: FindingRule) -> Iterator[str]:
    """What a rule reports, why, and its examples."""
    cwe = f", CWE-{rule.cwe}" if rule.cwe else ""
    yield f"{rule.id} {rule.name} ({rule.category}, {rule.severity.value}{cwe}, about {rule.effort_minutes} minutes)"
    yield f"  {rule.sentence}"
    yield f"  help: {rule.hint}"
    yield from (f"  reported: {each}" for each in rule.positive)
    yield from (f"  not reported: {each}" for each in rule.near_miss)
    for each in rule.fixes:
        yield f"  fix: {each.before}"
        yield f"    to: {each.after}"
    yield ""
