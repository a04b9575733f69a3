"""Ask about one unit, unless the answer is known; keep a record of every question.

An answer is known by its very question, or by the same question in other local names. It is checked like a new one,
and what it proposes passes the gate like anything else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from engine.analysts.analyst import Ask
from engine.analysts.route.answer_cache import AnswerCache
from engine.llm.ask_model import ModelAnswer
from engine.llm.language_model import NO_TOKENS, TokenUsage
from engine.llm.prompt_task import PromptTask, TaskInput


class FoundBy(StrEnum):
    """How an answer was found."""

    RECORD = "record"
    CANONICAL = "canonical"
    SIMILAR = "similar"
    LOCAL = "local"
    CLOUD = "cloud"


_CACHED = {"exact": FoundBy.RECORD, "canonical": FoundBy.CANONICAL, "similar": FoundBy.SIMILAR}


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question and what came of it; `value` is None where no answer was valid."""

    task: str
    found_by: FoundBy
    value: Any
    usage: TokenUsage = NO_TOKENS


@dataclass
class KnownAnswers:
    """The answers that are known about a unit by task, and the model to ask otherwise."""

    sql: str
    by_task: Mapping[str, Any]
    cache: AnswerCache
    model: Ask
    asks: FoundBy
    record: list[AskedQuestion] = field(default_factory=list)

    def ask(self, task: PromptTask, given: TaskInput) -> ModelAnswer:
        """Return the answer that is known, or that of the model."""
        known = self.by_task.get(task.id)
        if known is not None and not task.check(given, known):
            return self._reused(task, known, FoundBy.RECORD)
        shared = self.cache.find(task, given, self.sql)
        if shared is not None:
            return self._reused(task, shared.value, _CACHED[shared.found_by])
        answer = self.model(task, given)
        self.record.append(AskedQuestion(task.id, self.asks, answer.value, answer.usage))
        if answer.value is not None:
            self.cache.keep(task, given, self.sql, answer.value)
        return answer

    def _reused(self, task: PromptTask, value: object, found_by: FoundBy) -> ModelAnswer:
        self.record.append(AskedQuestion(task.id, found_by, value))
        return ModelAnswer(value, NO_TOKENS, ())
