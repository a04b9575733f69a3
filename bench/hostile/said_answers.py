"""A model that says what an attack wants, and the way in which engines ask it."""

import json

from engine.llm.ask_model import ModelAnswer, ask_model
from engine.llm.language_model import Completion, ModelRequest, TokenUsage
from engine.llm.prompt_task import PromptTask, TaskInput


class HostileModel:
    """A model that answers each task with the same value, and keeps what it was sent."""

    name = "hostile"

    def __init__(self, answer: object) -> None:
        self.answer = json.dumps(answer)
        self.prompts: list[str] = []

    def ask(self, task: PromptTask, given: TaskInput) -> ModelAnswer:
        """Ask a task, with its validation and its repairs."""
        return ask_model(self, task, given, lambda _request: True)

    def count_tokens(self, request: ModelRequest) -> int:
        """Return the length of a prompt."""
        return len(request.prompt)

    def complete(self, request: ModelRequest) -> Completion:
        """Answer what was scripted."""
        self.prompts.append(request.system + request.prompt)
        return Completion(self.answer, TokenUsage(1, 1))
