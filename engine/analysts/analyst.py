"""What an analyst is: a module in engine/analysts/roles with an ANALYST."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from engine.analysts.proposal import ProposedChange, Remark
from engine.analysts.shown_text import LOCAL_TEXT, ShownText
from engine.check_edit import EditedUnit
from engine.discovery import discover
from engine.fault import Fault
from engine.llm.ask_model import ModelAnswer
from engine.llm.language_model import NO_TOKENS, TokenUsage
from engine.llm.prompt_task import PromptTask, TaskInput

Ask = Callable[[PromptTask, TaskInput], ModelAnswer]


@dataclass(frozen=True, slots=True)
class AnalystContext:
    """What an analyst may use: a model that is already chosen and paid for, and what may be shown to it."""

    ask: Ask
    shown: ShownText = LOCAL_TEXT


@dataclass(frozen=True, slots=True)
class Proposed:
    """What an analyst gives, before the gate."""

    changes: tuple[ProposedChange, ...] = ()
    remarks: tuple[Remark, ...] = ()
    usage: TokenUsage = NO_TOKENS
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Analyst:
    """One analyst. `tasks` are the prompt tasks that it may give a model; without any it costs nothing."""

    id: str
    title: str
    produces: tuple[str, ...]
    queue: Literal["cpu", "retrieval", "gpu"]
    tasks: tuple[str, ...]
    propose: Callable[[EditedUnit, AnalystContext], Proposed]


@cache
def all_analysts() -> dict[str, Analyst]:
    """Return the analysts by id."""
    return {analyst.id: analyst for analyst in discover("engine.analysts.roles", "ANALYST", Analyst)}
