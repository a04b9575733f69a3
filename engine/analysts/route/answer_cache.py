"""Answers from before: of the very same question, or of the same question in other names.

An answer is kept with the version of its task and the model that gave it. A shared answer is checked like a new one,
and what it proposes passes the gate like anything else.
"""

import hashlib
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from engine.analysts.route.canonical_question import canonical_question
from engine.llm.prompt_task import PromptTask, TaskInput

Answers = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """An answer and how it was found: exact or canonical."""

    value: Any
    found_by: str


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """The answers of one model by key; the mapping is the store's, or a dictionary."""

    model: str
    answers: Answers

    def find(self, task: PromptTask, given: TaskInput, sql: str) -> CachedAnswer | None:
        """Return an earlier answer that is valid for this question, if there is one."""
        exact = self.answers.get(self._exact(task, given))
        if exact is not None:
            return CachedAnswer(exact, "exact")
        question = canonical_question(task, sql)
        shared = self.answers.get(self._scoped(question.key)) if question else None
        if question is None or shared is None:
            return None
        value = question.lower_answer(shared)
        return None if task.check(given, value) else CachedAnswer(value, "canonical")

    def keep(self, task: PromptTask, given: TaskInput, sql: str, value: object) -> None:
        """Keep a valid answer."""
        self.answers[self._exact(task, given)] = value
        question = canonical_question(task, sql)
        if question and isinstance(value, dict):
            self.answers[self._scoped(question.key)] = question.lift_answer(value)

    def _exact(self, task: PromptTask, given: TaskInput) -> str:
        request = task.request(given)
        return self._scoped(f"{task.version()}\0{request.system}\0{request.prompt}")

    def _scoped(self, key: str) -> str:
        return hashlib.sha256(f"{self.model}\0{key}".encode()).hexdigest()
