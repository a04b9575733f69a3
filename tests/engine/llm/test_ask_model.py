"""Asking until an answer is valid: repairs are driven by messages, bounded, paid for, and never accepted invalid."""

import json
from dataclasses import dataclass, field

from engine.llm.ask_model import MAX_REPAIRS, ask_model
from engine.llm.language_model import Completion, ModelRequest, StopReason, TokenUsage
from engine.llm.tasks import all_tasks

TASK = all_tasks()["describe"]
GIVEN = {"name": "f", "kind": "function", "sql": "SELECT 1;\nSELECT 2;"}
GOOD = json.dumps({"evidence_lines": [2], "description": "Returns two numbers."})
WRONG_LINE = json.dumps({"evidence_lines": [7], "description": "Returns two numbers."})


@dataclass
class ScriptedModel:
    """A model that gives its completions in turn."""

    script: list[Completion]
    asked: list[ModelRequest] = field(default_factory=list)
    name: str = "scripted"

    def count_tokens(self, request: ModelRequest) -> int:
        return len(request.prompt)

    def complete(self, request: ModelRequest) -> Completion:
        self.asked.append(request)
        return self.script.pop(0)


def saying(*texts: str, stop: StopReason = StopReason.END) -> ScriptedModel:
    return ScriptedModel([Completion(text, TokenUsage(10, 2), stop) for text in texts])


def allow(_request: ModelRequest) -> bool:
    return True


def test_a_valid_answer_is_its_value() -> None:
    answer = ask_model(saying(GOOD), TASK, GIVEN, allow)
    assert answer.value["description"] == "Returns two numbers."
    assert answer.fault is None


def test_a_repair_shows_the_wrong_answer_and_the_message() -> None:
    model = saying(WRONG_LINE, GOOD)
    answer = ask_model(model, TASK, GIVEN, allow)
    assert answer.value["evidence_lines"] == [2]
    assert "line 7 does not exist: the unit has 2 lines" in model.asked[1].prompt
    assert model.asked[1].prompt.startswith(model.asked[0].prompt)


def test_the_usage_is_of_all_attempts() -> None:
    assert ask_model(saying("{", WRONG_LINE, GOOD), TASK, GIVEN, allow).usage == TokenUsage(30, 6)


def test_after_the_last_repair_the_failure_is_explicit() -> None:
    answer = ask_model(saying(*(f"{{{n}" for n in range(9))), TASK, GIVEN, allow)
    assert len(answer.attempts) == MAX_REPAIRS + 1
    assert answer.value is None
    assert answer.fault
    assert answer.fault.code == "llm.invalid_answer"


def test_a_model_that_repeats_itself_is_not_asked_again() -> None:
    assert len(ask_model(saying("{", "{", "{"), TASK, GIVEN, allow).attempts) == 2


def test_a_refusal_is_not_repaired() -> None:
    answer = ask_model(saying("No.", "No.", stop=StopReason.REFUSAL), TASK, GIVEN, allow)
    assert len(answer.attempts) == 1
    assert answer.fault


def test_a_cut_answer_is_not_accepted_even_if_it_parses() -> None:
    answer = ask_model(saying(GOOD, GOOD, stop=StopReason.LENGTH), TASK, GIVEN, allow)
    assert answer.value is None


def test_each_attempt_is_paid_for_first() -> None:
    budget = iter([True, False])
    model = saying("{", GOOD)
    answer = ask_model(model, TASK, GIVEN, lambda _request: next(budget))
    assert answer.fault
    assert (answer.fault.code, len(model.asked)) == ("llm.budget", 1)
