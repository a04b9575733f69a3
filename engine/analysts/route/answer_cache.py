"""Answers from before: of the very same question, of the same question in other names, or of a similar one.

An answer is kept with the version of its task and the model that gave it. A shared answer is checked like a new one,
and what it proposes passes the gate like anything else.
"""

import hashlib
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any

from engine.analysts.route.canonical_question import CanonicalQuestion, canonical_question
from engine.analysts.route.similar_questions import SimilarQuestions
from engine.llm.prompt_task import PromptTask, TaskInput

Answers = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """An answer and how it was found: exact, canonical or similar."""

    value: Any
    found_by: str


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """The answers of one model by key; the mapping is the store's, or a dictionary."""

    model: str
    answers: Answers
    similar: SimilarQuestions = field(default_factory=SimilarQuestions)

    def find(self, task: PromptTask, given: TaskInput, sql: str) -> CachedAnswer | None:
        """Return an earlier answer that is valid for this question, if there is one."""
        exact = self.answers.get(self._exact(task, given))
        if exact is not None:
            return CachedAnswer(exact, "exact")
        question = canonical_question(task, sql)
        return self._shared(task, given, question) if question else None

    def keep(self, task: PromptTask, given: TaskInput, sql: str, value: object) -> None:
        """Keep a valid answer."""
        self.answers[self._exact(task, given)] = value
        question = canonical_question(task, sql)
        if question and isinstance(value, dict):
            lifted = question.lift_answer(value)
            self.answers[self._scoped(question.key)] = lifted
            self.similar.keep(task.version(), question, lifted)

    def _shared(self, task: PromptTask, given: TaskInput, question: CanonicalQuestion) -> CachedAnswer | None:
        """Return the answer to the same question in other names, else that to a similar one; both are checked."""
        same = self.answers.get(self._scoped(question.key))
        found, by = (same, "canonical") if same is not None else (self._similar(task, question), "similar")
        if found is None:
            return None
        value = question.lower_answer(found)
        return None if task.check(given, value) else CachedAnswer(value, by)

    def _similar(self, task: PromptTask, question: CanonicalQuestion) -> Any | None:  # noqa: ANN401 - a JSON value
        return self.similar.find(task.version(), question)

    def _exact(self, task: PromptTask, given: TaskInput) -> str:
        request = task.request(given)
        return self._scoped(f"{task.version()}\0{request.system}\0{request.prompt}")

    def _scoped(self, key: str) -> str:
        return hashlib.sha256(f"{self.model}\0{key}".encode()).hexdigest()
