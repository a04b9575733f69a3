"""One task for a model: what it is asked, the form of its answer, and what a good answer must satisfy.

A task is a module in engine/llm/tasks with a TASK, and two templates in engine/llm/prompts: `<id>.system.j2`, the
stable part with its examples, and `<id>.user.j2`, the question. What comes from watched files is data, in a fence.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from engine.llm.language_model import ModelRequest
from engine.llm.schema.answer_schema import AnswerSchema

if TYPE_CHECKING:
    from jinja2 import Environment

TaskInput = Mapping[str, Any]
AnswerCheck = Callable[[TaskInput, Any], tuple[str, ...]]
"""Messages for what a schema cannot say, such as names that do not occur in the unit; empty for a good answer."""


def accept_any(_given: TaskInput, _answer: object) -> tuple[str, ...]:
    """Accept every answer of the right form."""
    return ()


@dataclass(frozen=True, slots=True)
class PromptTask:
    """A task. `inputs` are the names that its templates use; `max_tokens` bounds the answer."""

    id: str
    title: str
    inputs: tuple[str, ...]
    schema: AnswerSchema
    max_tokens: int
    check: AnswerCheck = accept_any

    def request(self, given: TaskInput) -> ModelRequest:
        """Return the request for these inputs."""
        shown = {name: given[name] for name in self.inputs}
        prompt = _templates().get_template(f"{self.id}.user.j2").render(fence=_fence(shown), **shown)
        return ModelRequest(self.system(), prompt, self.schema, self.max_tokens)

    def system(self) -> str:
        """Return the stable part of the prompt, which is the same for every unit."""
        return _templates().get_template(f"{self.id}.system.j2").render()

    def version(self) -> str:
        """Return the hash of what is asked and how; an answer of another version is not reused."""
        sources = [_source(f"{self.id}.{part}.j2") for part in ("system", "user")]
        return hashlib.sha256(json.dumps([*sources, self.schema, self.max_tokens]).encode()).hexdigest()


def _fence(shown: TaskInput) -> str:
    """Return a tag that no input contains, so that no text can end the fence around it."""
    texts = json.dumps(shown, default=str)
    number = 1
    while f"data-{number}" in texts:
        number += 1
    return f"data-{number}"


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("engine.llm", "prompts")
    return Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701 - prompts, not HTML


def _source(template: str) -> str:
    return files("engine.llm").joinpath("prompts", template).read_text(encoding="utf-8")
