"""A row of `specdeck analysts list`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.analysts.analyst import Analyst


@dataclass(frozen=True, slots=True)
class AnalystRow:
    """An analyst: what it proposes, on which queue, and the tasks that it may give a model."""

    id: str
    title: str
    produces: tuple[str, ...]
    queue: str
    tasks: tuple[str, ...]


def analyst_row(analyst: "Analyst") -> AnalystRow:
    """Return the row of an analyst."""
    return AnalystRow(analyst.id, analyst.title, analyst.produces, analyst.queue, analyst.tasks)
