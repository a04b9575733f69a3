"""Ask a model until its answer is valid, three repairs at most, each driven by what a validator said.

A model that is only asked to think again gets worse, so a repair needs a message. Every attempt is
kept, and a failure names the best one: that with the fewest messages. What never becomes valid is an explicit failure.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from engine.fault import Fault
from engine.llm.language_model import Completion, LanguageModel, ModelRequest, StopReason, TokenUsage
from engine.llm.prompt_task import PromptTask, TaskInput
from engine.llm.schema.validate_answer import validate_answer

MAX_REPAIRS = 3
MAX_QUOTED = 4_000  # characters of a wrong answer that are shown to the model again
Spend = Callable[[ModelRequest], bool]
"""Reserve the cost of one attempt; False where the budget does not allow it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer and what is wrong with it."""

    text: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """The outcome: a valid value, or the fault. `attempts` are kept for the record, `usage` is of all of them."""

    value: Any
    usage: TokenUsage
    attempts: tuple[Attempt, ...]
    fault: Fault | None = None


def ask_model(model: LanguageModel, task: PromptTask, given: TaskInput, spend: Spend) -> ModelAnswer:
    """Return the first valid answer, or why there is none. A ModelError of a call passes through."""
    first = request = task.request(given)
    attempts: list[Attempt] = []
    usage = TokenUsage()
    while len(attempts) <= MAX_REPAIRS:
        if not spend(request):
            return _failed(usage, attempts, Fault("llm.budget", "The budget does not allow this call.", "Raise it."))
        completion = model.complete(request)
        usage += completion.usage
        value, messages = _judged(task, given, completion)
        attempts.append(Attempt(completion.text, messages))
        if not messages:
            return ModelAnswer(value, usage, tuple(attempts))
        if completion.stop is StopReason.REFUSAL or _has_stalled(attempts):
            break
        request = _repair(first, attempts[-1])
    return _failed(usage, attempts, _invalid(attempts))


def judge_completion(task: PromptTask, given: TaskInput, completion: Completion) -> ModelAnswer:
    """Return the answer of a completion that cannot be repaired, since nobody waits for it."""
    value, messages = _judged(task, given, completion)
    attempt = Attempt(completion.text, messages)
    if messages:
        return _failed(completion.usage, [attempt], _invalid([attempt]))
    return ModelAnswer(value, completion.usage, (attempt,))


def _judged(task: PromptTask, given: TaskInput, completion: Completion) -> tuple[Any, tuple[str, ...]]:
    """Return the value of an answer, and the messages of the first validator that has any."""
    if completion.stop is StopReason.REFUSAL:
        return None, ("the model refused to answer",)
    if completion.stop is StopReason.LENGTH:
        return None, (f"the answer was cut after {task.max_tokens} tokens: give a shorter one",)
    answer = validate_answer(task.schema, completion.text)
    return answer.value, answer.messages or task.check(given, answer.value)


def _has_stalled(attempts: list[Attempt]) -> bool:
    """Whether the last two attempts are the same: another one would be too."""
    return len(attempts) > 1 and attempts[-1] == attempts[-2]


def _repair(first: ModelRequest, attempt: Attempt) -> ModelRequest:
    """Return the question again, with the wrong answer and what is wrong with it."""
    wrong = "\n".join(f"- {message}" for message in attempt.messages)
    quoted = attempt.text[:MAX_QUOTED]
    added = f"\n\nYour last answer was:\n{quoted}\n\nIt is not valid:\n{wrong}\n\nAnswer again, with this corrected."
    return replace(first, prompt=first.prompt + added)


def _invalid(attempts: list[Attempt]) -> Fault:
    best = min(attempts, key=lambda attempt: len(attempt.messages))
    sentence = f"The model gave no valid answer in {len(attempts)} attempts: {best.messages[0]}."
    return Fault("llm.invalid_answer", sentence, "The unit keeps its spec. Try another model with models use.")


def _failed(usage: TokenUsage, attempts: list[Attempt], fault: Fault) -> ModelAnswer:
    return ModelAnswer(None, usage, tuple(attempts), fault)
