"""Routing: what is asked, what is answered from before, which model answers, and what it will take."""

from datetime import date

import pytest

from engine.analysts.local_names import identifiers, local_names
from engine.analysts.route.answer_cache import AnswerCache
from engine.analysts.route.choose_model import ModelChoice, is_worth_escalating, rank_models
from engine.analysts.route.estimate import estimate_cost
from engine.analysts.route.open_questions import open_questions, poor_names
from engine.analysts.route.similar_questions import similarity, word_runs
from engine.analysts.variable_notes import variable_notes
from engine.llm.money.model_prices import NANODOLLARS, find_model
from engine.llm.tasks import all_tasks
from tests.engine.analysts.conftest import TOTAL, lifted

NAMING = all_tasks()["name_variables"]
COPY = TOTAL.replace("shop.total", "erp.sum").replace("v_x", "v_s").replace(" r ", " z ").replace("r.price", "z.price")
LOCAL = ModelChoice("local", 0.7)
CLOUD = ModelChoice("cloud", 0.95, NANODOLLARS // 100)


def given(sql: str) -> dict:
    names = {"variables": local_names(sql), "identifiers": identifiers(sql), "purposes": variable_notes(sql)}
    return {"name": "f", "kind": "function", "sql": sql, **names}


def renames(*pairs: tuple[str, str]) -> dict:
    return {"renames": [{"old": old, "evidence": "", "new": new} for old, new in pairs]}


def test_names_that_say_little_are_asked_about():
    assert poor_names(TOTAL) == ("v_x", "r")
    assert "name_variables" in open_questions(lifted(TOTAL))


def test_what_has_a_comment_needs_no_description():
    assert "describe" in open_questions(lifted(TOTAL))
    described = lifted("-- Adds up the open lines.\n" + TOTAL)
    assert "describe" in open_questions(described) or "note" in (described.lift or "")


@pytest.mark.parametrize(
    "sql", ["CREATE TABLE t (id int);", TOTAL.replace("BEGIN", "BEGIN\n" + "PERFORM f(1);\n" * 2000)]
)
def test_nothing_is_asked_about_tables_or_what_is_too_long(sql):
    assert open_questions(lifted(sql)) == ()


def test_an_answer_is_found_again_for_the_same_question():
    cache = AnswerCache("m", {})
    cache.keep(NAMING, given(TOTAL), TOTAL, renames(("v_x", "order_total")))
    found = cache.find(NAMING, given(TOTAL), TOTAL)
    assert (found.found_by, found.value) == ("exact", renames(("v_x", "order_total")))


def test_a_copy_in_other_names_shares_the_answer_in_its_own_names():
    cache = AnswerCache("m", {})
    cache.keep(NAMING, given(TOTAL), TOTAL, renames(("v_x", "order_total"), ("r", "open_line")))
    found = cache.find(NAMING, given(COPY), COPY)
    assert (found.found_by, found.value) == ("canonical", renames(("v_s", "order_total"), ("z", "open_line")))


def test_a_shared_answer_whose_name_is_taken_here_is_not_used():
    cache = AnswerCache("m", {})
    cache.keep(NAMING, given(TOTAL), TOTAL, renames(("v_x", "order_total")))
    taken = COPY.replace("shop.line", "order_total.line")
    assert cache.find(NAMING, given(taken), taken) is None


def long_copy(table: str, name: str) -> str:
    """A long routine; copies differ in a word or two."""
    steps = "".join(f"  PERFORM shop.step_{n}(p_order, {n});\n" for n in range(30))
    return COPY.replace("z record", f"{name} record").replace(" z ", f" {name} ").replace("z.price", f"{name}.price") \
        .replace("shop.line", f"shop.{table}").replace("BEGIN\n", f"BEGIN\n{steps}", 1)  # fmt: skip


def test_a_similar_routine_shares_names_which_the_gate_proves_again():
    cache, other = AnswerCache("m", {}), long_copy("entry", "z")
    first = long_copy("line", "z")
    cache.keep(NAMING, given(first), first, renames(("v_s", "order_total")))
    found = cache.find(NAMING, given(other), other)
    assert found is not None
    assert (found.found_by, found.value) == ("similar", renames(("v_s", "order_total")))


def test_a_routine_that_is_less_similar_shares_nothing():
    cache = AnswerCache("m", {})
    cache.keep(NAMING, given(COPY), COPY, renames(("v_s", "order_total")))
    other = COPY.replace("shop.line", "shop.entry").replace("no lines", "none").replace("numeric", "bigint")
    assert cache.find(NAMING, given(other), other) is None


def test_similarity_is_of_runs_of_words():
    one, other = word_runs("a b c d e"), word_runs("a b c d f")
    assert (similarity(one, one), similarity(one, other)) == (1.0, 2 * 2 / 6)


def test_a_description_is_never_shared():
    cache, task = AnswerCache("m", {}), all_tasks()["describe"]
    cache.keep(task, given(TOTAL), TOTAL, {"evidence_lines": [1], "description": "Adds up the open lines."})
    assert cache.find(task, given(COPY), COPY) is None


def test_another_model_does_not_share():
    answers: dict = {}
    AnswerCache("m", answers).keep(NAMING, given(TOTAL), TOTAL, renames(("v_x", "order_total")))
    assert AnswerCache("n", answers).find(NAMING, given(TOTAL), TOTAL) is None


def test_a_local_model_that_is_right_often_enough_comes_first():
    assert [each.choice for each in rank_models("describe", [CLOUD, LOCAL], NANODOLLARS)] == [LOCAL, CLOUD]


def test_a_local_model_that_is_often_wrong_comes_after_the_cloud():
    poor = ModelChoice("local", 0.2)
    assert [each.choice for each in rank_models("describe", [poor, CLOUD], NANODOLLARS)] == [CLOUD, poor]


def test_what_the_budget_does_not_allow_is_not_ranked():
    assert [each.choice for each in rank_models("describe", [LOCAL, CLOUD], 0)] == [LOCAL]


def test_a_call_that_costs_more_than_it_is_worth_is_not_made():
    dear = ModelChoice("dear", 0.95, 10 * NANODOLLARS)
    assert rank_models("describe", [dear], 100 * NANODOLLARS) == ()
    assert not is_worth_escalating("describe", LOCAL, dear)
    assert is_worth_escalating("describe", LOCAL, CLOUD)


def test_an_estimate_has_intervals_that_contain_the_usual():
    found = estimate_cost([lifted(TOTAL), lifted(COPY)], find_model("claude-haiku-5-5"), date(2026, 11, 30))
    assert found.units == 2
    assert found.calls["name_variables"] == 2
    for interval in (found.input_tokens, found.output_tokens, found.dollars):
        assert 0 < interval.least < interval.usual < interval.most
