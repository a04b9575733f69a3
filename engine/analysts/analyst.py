"""What an analyst is: a module in engine/analysts/roles with an ANALYST."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from engine.analysts.proposal import ProposedChange, Remark
from engine.analysts.shown_text import LOCAL_TEXT, ShownText
from engine.discovery import discover
from engine.fault import Fault
from engine.llm.ask_model import ModelAnswer
from engine.llm.language_model import NO_TOKENS, TokenUsage
from engine.llm.prompt_task import PromptTask, TaskInput

if TYPE_CHECKING:
    from engine.check_edit import EditedUnit  # imports the lift, which the daemon does without

Entry = TypeVar("Entry")
Ask = Callable[[PromptTask, TaskInput], ModelAnswer]


@dataclass(frozen=True, slots=True)
class AnalystContext:
    """What an analyst may use: a model that is already chosen and paid for, and what may be shown to it.

    `retrieval` holds the settings of a project by analyst, where they are not the usual.
    """

    ask: Ask
    shown: ShownText = LOCAL_TEXT
    retrieval: Mapping[str, RetrievalSettings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What an analyst gives, before the gate."""

    changes: tuple[ProposedChange, ...] = ()
    remarks: tuple[Remark, ...] = ()
    usage: TokenUsage = NO_TOKENS
    fault: Fault | None = None


class AnalystLane(StrEnum):
    """Where an analyst works: a queue of jobs, or a person's screen."""

    CPU = "cpu"
    RETRIEVAL = "retrieval"
    GPU = "gpu"
    PERSON = "person"


class CostClass(StrEnum):
    """What an answer costs."""

    FREE = "free"
    MODEL = "model"  # a local model, or the cloud where the project allows it
    TIME = "time"  # of a person


class AnalystPermission(StrEnum):
    """What an analyst may do."""

    PROPOSE = "propose"  # a change of a spec, through the gate
    REMARK = "remark"
    SUGGEST_PATTERN = "suggest_pattern"  # to a person, who decides on it
    ASK_MODEL = "ask_model"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """What the index gives an analyst along with a unit: how many, and which categories of patterns; none: all."""

    top: int
    categories: tuple[str, ...] = ()

    def choose(self, found: Iterable[Entry], category: Callable[[Entry], str]) -> list[Entry]:
        """Return the entries that an analyst sees, of those that were found, the best first."""
        fitting = (each for each in found if not self.categories or category(each) in self.categories)
        return list(islice(fitting, self.top))


def propose_nothing(_unit: EditedUnit, _context: AnalystContext) -> Proposed:
    """Propose nothing about a unit: the analyst works elsewhere."""
    return Proposed()


@dataclass(frozen=True, slots=True)
class Analyst:
    """One analyst. `tasks` are the prompt tasks that it may give a model about a unit, `other_tasks` those beyond one.

    `works_in` names the job or the command in which it works; an analyst that `is_needed` cannot be switched off.
    """

    id: str
    title: str
    produces: tuple[str, ...]
    lane: AnalystLane
    works_in: str
    may: tuple[AnalystPermission, ...]
    cost: CostClass = CostClass.FREE
    tasks: tuple[str, ...] = ()
    other_tasks: tuple[str, ...] = ()
    retrieval: RetrievalSettings | None = None
    is_needed: bool = False
    propose: Callable[[EditedUnit, AnalystContext], Proposed] = propose_nothing


@cache
def all_analysts() -> dict[str, Analyst]:
    """Return the analysts by id."""
    return {analyst.id: analyst for analyst in discover("engine.analysts.roles", "ANALYST", Analyst)}
