"""The tasks that a model is given, one a module, each with its TASK."""

from functools import cache

from engine.discovery import discover
from engine.llm.prompt_task import PromptTask


@cache
def all_tasks() -> dict[str, PromptTask]:
    """Return the tasks by id."""
    return {task.id: task for task in discover(__name__, "TASK", PromptTask)}
