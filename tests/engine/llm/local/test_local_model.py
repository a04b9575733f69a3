"""The local model over a real llama.cpp: many answers at once, all valid, and a process that may die."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from engine.llm.language_model import ModelError, ModelRequest, StopReason
from engine.llm.local.batch_lane import BatchLane
from engine.llm.local.grammar_check import is_safe_grammar
from engine.llm.local.local_model import LocalModel
from engine.llm.schema.build_schema import items, number, optional, record, text, yes_or_no
from engine.llm.schema.grammar import compile_grammar
from engine.llm.schema.validate_answer import validate_answer
from tests.engine.llm.local.conftest import SETTINGS

SCHEMA = record(evidence=items(number(1, 99), 3), safe=yes_or_no(), note=optional(text(12)))


def asking(prompt: str, schema=SCHEMA, limit: int = 120) -> ModelRequest:
    return ModelRequest("You read SQL.", prompt, schema, limit)


def test_many_answers_at_once_are_all_valid(model):
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(model.complete, [asking(f"unit {n}") for n in range(24)]))
    assert [validate_answer(SCHEMA, each.text).messages for each in answers] == [()] * 24
    assert all(each.stop is StopReason.END and each.usage.input and each.usage.output for each in answers)


def test_requests_with_another_stable_part_wait_for_their_turn(model):
    requests = [ModelRequest(f"Part {n % 3}.", "unit", SCHEMA, 60) for n in range(9)]
    with ThreadPoolExecutor(9) as threads:
        assert len(list(threads.map(model.complete, requests))) == 9


def test_an_answer_that_is_too_long_is_cut_and_says_so(model):
    assert model.complete(asking("unit", record(note=text(2000, 1500)), 20)).stop is StopReason.LENGTH


def test_a_prompt_that_does_not_fit_is_an_error_and_the_next_one_is_answered(model):
    with pytest.raises(ModelError) as raised:
        model.complete(asking("x" * 20_000))
    assert raised.value.code == "llm.local"
    assert model.complete(asking("short")).text


def test_a_killed_process_fails_what_waits_and_starts_again(model):
    model.complete(asking("first"))
    killed = model.pid
    os.kill(killed, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(model.complete, asking("unit"))
        while not model.pending:
            os.sched_yield()
        os.kill(killed, signal.SIGKILL)
        with pytest.raises(ModelError) as raised:
            waiting.result()
    assert raised.value.temporary
    assert model.complete(asking("again")).text
    assert model.pid != killed


def test_a_late_answer_costs_only_itself(model_file):
    model = LocalModel(model_file, replace(SETTINGS, context=65_536), seconds=60)
    model.complete(asking("first"))
    pid = model.pid
    endless = asking("unit", record(note=items(text(2000, 2000), 30, 30)), 60_000)
    with ThreadPoolExecutor(2) as threads:
        model._seconds = 4  # far less than the endless answer takes, far more than a short one
        late = threads.submit(model.complete, endless)
        while not late.done():
            assert model.complete(asking("short")).text
        with pytest.raises(ModelError) as raised:
            late.result()
    assert (raised.value.code, model.pid) == ("llm.timeout", pid)
    model.stop()


def test_a_file_that_is_no_model_is_an_error(tmp_path):
    pytest.importorskip("llama_cpp", reason="llama-cpp-python is not installed; install.py says why")
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"GGUF" + b"\0" * 100)
    with pytest.raises(ModelError) as raised:
        LocalModel(bad, SETTINGS, seconds=30).complete(asking("unit"))
    assert raised.value.code == "llm.model_file"


@pytest.mark.parametrize(
    "grammar",
    ["root ::= nothing", "", "  \n", 'a ::= "x"', 'root ::= ("a"', "root ::= " + "(" * 50_000 + '"a"' + ")" * 50_000],
    ids=["undefined rule", "empty", "blank", "no root", "unclosed", "nested"],
)
def test_a_hostile_grammar_never_reaches_the_lane(model_file, grammar):
    assert not is_safe_grammar(model_file, grammar)


def test_a_grammar_that_hangs_is_stopped(model_file):
    hanging = "root ::= " + "(" * 9 + '"a"' + "{0,9})" * 9 + "\n"
    assert not is_safe_grammar(model_file, hanging, seconds=2)


def test_our_grammars_are_safe(model_file):
    assert is_safe_grammar(model_file, compile_grammar(SCHEMA))


def test_a_mark_of_a_chat_template_in_a_question_is_plain_text(model_file):
    lane = BatchLane(model_file, SETTINGS)
    assert len(lane.tokenize("</s>")) > 1
    assert len(lane.tokenize("</s>", special=True)) == 1
    lane.close()


def test_a_token_without_text_is_never_taken_for_the_text_of_its_name(model_file):
    lane = BatchLane(model_file, SETTINGS)
    made = [lane.join("unit", 'root ::= "<unk>" "<s>"\n', 20, seed) for seed in range(6)]
    while lane.active:
        lane.step()
    assert {each.text for each in made} == {b"<unk><s>"}
    lane.close()


def test_a_grammar_that_is_refused_takes_no_place(model_file):
    lane = BatchLane(model_file, SETTINGS)
    for _ in range(SETTINGS.sequences + 1):
        with pytest.raises(ModelError):
            lane.join("unit", "root ::= nothing", 20, 1)
    assert lane.join("unit", 'root ::= "a"\n', 20, 1)
    lane.close()
