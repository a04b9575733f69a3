"""A row of `specdeck analysts list`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.analysts.analyst import Analyst


@dataclass(frozen=True, slots=True)
class AnalystRow:
    """An analyst: what it proposes, where it works, what it may do and costs, and the tasks that it gives a model."""

    id: str
    title: str
    produces: tuple[str, ...]
    lane: str
    works_in: str
    may: tuple[str, ...]
    cost: str
    tasks: tuple[str, ...]
    retrieval: int


def analyst_row(analyst: "Analyst") -> AnalystRow:
    """Return the row of an analyst."""
    return AnalystRow(
        analyst.id,
        analyst.title,
        analyst.produces,
        analyst.lane.value,
        analyst.works_in,
        tuple(each.value for each in analyst.may),
        analyst.cost.value,
        analyst.tasks,
        analyst.retrieval.top if analyst.retrieval else 0,
    )
