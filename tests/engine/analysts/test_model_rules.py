"""The rules of a project on who answers a question."""

import pytest

from engine.analysts.route.model_rules import ModelRule, Route, find_rule, read_rules
from engine.analysts.route.routed_tasks import route_tasks, tasks_by_model
from engine.fault import EngineError

RULES = """
[[rule]]
most_words = 5
use = "skip"

[[rule]]
tasks = ["describe", "infer_intent"]
least_words = 10
use = "cloud"
model = "claude-opus-5-5"

[[rule]]
tasks = "name_variables"
use = "local"
"""
SHORT, LONG = "a b c", "word " * 12


def test_the_first_rule_that_fits_counts() -> None:
    rules = read_rules(RULES)
    assert find_rule(rules, "describe", SHORT) == ModelRule(Route.SKIP, most_words=5)
    assert find_rule(rules, "describe", LONG) == rules[1]
    assert find_rule(rules, "name_variables", LONG) == rules[2]


def test_a_question_that_no_rule_fits_has_none() -> None:
    assert find_rule(read_rules(RULES), "describe", "word " * 7) is None


def test_a_file_without_rules_has_none() -> None:
    assert read_rules("") == ()


def test_a_rule_is_shown_in_words() -> None:
    assert [rule.text for rule in read_rules(RULES)] == [
        "every task, 0 to 5 words: skip",
        "describe, infer_intent, 10 or more words: cloud claude-opus-5-5",
        "name_variables, 0 or more words: local",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[rule", "is not TOML"),
        ("rules = 1", "nothing else"),
        ("rule = 1", "nothing else"),
        ("[[rule]]\nuse = 'skip'\nsize = 3", "Rule 1 has size, which is not a key of a rule."),
        ("rule = [3]", "Rule 1 has a value"),
        ("[[rule]]", "Rule 1 uses None."),
        ("[[rule]]\nuse = ['skip']", "Rule 1 uses"),
        ("[[rule]]\nuse = 'skip'\n[[rule]]\nuse = 'gpu'", "Rule 2 uses 'gpu'."),
        ("[[rule]]\nuse = 'skip'\ntasks = ['sing']", "Rule 1 names the unknown task 'sing'."),
        ("[[rule]]\nuse = 'skip'\ntasks = [['describe']]", "Rule 1 names the unknown task ['describe']."),
        ("[[rule]]\nuse = 'skip'\nleast_words = 'few'", "not whole numbers"),
        ("[[rule]]\nuse = 'skip'\nleast_words = 9\nmost_words = 3", "which no routine has"),
        ("[[rule]]\nuse = 'local'\nmodel = 'claude-opus-5-5'", "does not use the cloud"),
        ("[[rule]]\nuse = 'cloud'\nmodel = 'gpt-9'", "Rule 1: 'gpt-9' is not a model with a price."),
        ("x" * 50_001, "too long"),
        ("a = " + "[" * 10_000, "not TOML"),
    ],
)
def test_a_wrong_file_says_which_rule_and_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(EngineError) as raised:
        read_rules(text)
    assert sentence in raised.value.sentence
    assert (raised.value.code, bool(raised.value.hint)) == ("route.rules", True)


def test_a_question_goes_where_its_rule_says() -> None:
    rules = read_rules(RULES)
    split = route_tasks(rules, LONG, ["describe", "name_variables", "extract_rules"])
    assert split.local == {"name_variables", "extract_rules"}
    assert split.open_for_cloud(["name_variables", "extract_rules"]) == ("describe", "extract_rules")


def test_a_question_that_is_skipped_goes_nowhere() -> None:
    split = route_tasks(read_rules(RULES), SHORT, ["describe", "name_variables"])
    assert (split.local, split.open_for_cloud([])) == (frozenset(), ())


def test_questions_are_grouped_by_the_model_that_is_asked() -> None:
    tasks = ["describe", "extract_rules", "infer_intent", "name_variables"]
    assert tasks_by_model(read_rules(RULES), "claude-haiku-5-5", LONG, tasks) == {
        "claude-opus-5-5": ("describe", "infer_intent"),
        "claude-haiku-5-5": ("extract_rules",),
    }
