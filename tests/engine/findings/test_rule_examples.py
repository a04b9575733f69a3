"""Every rule against its own examples."""

import pytest

from engine.findings.apply_fix import fixed_text
from engine.findings.discover_rules import finding_rules
from engine.findings.finding import Finding
from engine.findings.finding_rule import FindingRule
from engine.findings.scan_units import scan_project
from engine.source.split_file import split

RULES = finding_rules()
POSITIVE = [(rule, sql) for rule in RULES for sql in rule.positive]
NEAR_MISSES = [(rule, sql) for rule in RULES for sql in rule.near_miss]
FIXES = [(rule, fix) for rule in RULES for fix in rule.fixes]


def example_id(value: object) -> str:
    return value.id if isinstance(value, FindingRule) else ""


def findings_of(rule: FindingRule, sql: str) -> list[Finding]:
    source = split(sql, "example.sql")
    assert [unit.fault for unit in source.units if unit.fault] == []
    return list(scan_project([source], [rule]))


@pytest.mark.parametrize(("rule", "sql"), POSITIVE, ids=example_id)
def test_a_rule_reports_its_positive_example(rule, sql):
    assert [each.rule for each in findings_of(rule, sql)] == [rule.id] * max(1, len(findings_of(rule, sql)))


@pytest.mark.parametrize(("rule", "sql"), NEAR_MISSES, ids=example_id)
def test_a_rule_does_not_report_its_near_miss(rule, sql):
    assert findings_of(rule, sql) == []


@pytest.mark.parametrize(("rule", "example"), FIXES, ids=example_id)
def test_a_fix_gives_the_text_of_its_example_and_clears_the_finding(rule, example):
    found = findings_of(rule, example.before)
    assert found and found[0].fix is not None
    after = fixed_text(example.before, found[0].fix)
    assert after == example.after
    assert findings_of(rule, after) == []


@pytest.mark.parametrize("rule", RULES, ids=example_id)
def test_a_rule_has_examples_and_a_plain_sentence(rule):
    assert rule.positive and rule.near_miss
    assert rule.sentence.endswith(".") and rule.hint.endswith(".")


def test_the_ids_and_names_of_rules_are_unique():
    assert len({rule.id for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
