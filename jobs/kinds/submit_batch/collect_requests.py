"""The questions that analysts ask about a unit, written down instead of asked."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from jobs.kinds.enhance.enhance_contract import UnitToEnhance
from jobs.kinds.enhance.look_at_unit import UnitLook, look_at_unit

if TYPE_CHECKING:
    from engine.analysts.shown_text import ShownText
    from engine.llm.language_model import ModelRequest
    from engine.llm.prompt_task import PromptTask, TaskInput


def collect_requests(
    unit: UnitToEnhance, shown: "ShownText", disabled: Collection[str], tasks: Collection[str]
) -> "dict[str, ModelRequest]":
    """Return the request of each task that an enabled analyst asks about a unit."""
    from engine.analysts.route.answer_cache import AnswerCache
    from engine.analysts.route.known_answers import FoundBy
    from engine.fault import Fault
    from engine.llm.ask_model import ModelAnswer
    from engine.llm.language_model import NO_TOKENS

    found: dict[str, ModelRequest] = {}
    later = Fault("llm.later", "The answer comes with its batch.", "Nothing to do.")

    def write_down(task: "PromptTask", given: "TaskInput") -> ModelAnswer:
        found[task.id] = task.request(given)
        return ModelAnswer(None, NO_TOKENS, (), later)

    look_at_unit(unit, UnitLook("", write_down, FoundBy.CLOUD, shown, AnswerCache("", {}), disabled), tasks)
    return found
