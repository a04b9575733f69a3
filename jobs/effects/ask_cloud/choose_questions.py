"""Which open questions one run asks: those for the same cloud model, by the rules of the project."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.analysts.route.model_rules import read_rules
from engine.analysts.route.routed_tasks import tasks_by_model
from store import ReadView
from store.cost.stored_rules import get_rules


@dataclass(frozen=True, slots=True)
class ChosenQuestions:
    """A cloud model and the tasks that it is asked; `kept_here` are those that a rule keeps from the cloud."""

    model: str
    tasks: tuple[str, ...]
    kept_here: tuple[str, ...]


def choose_questions(view: ReadView, project: str, default: str, sql: str, questions: Iterable[str]) -> ChosenQuestions:
    """Return the questions about a unit for one model; raise EngineError where the rules cannot be read."""
    tasks = tuple(questions)
    models = tasks_by_model(read_rules(get_rules(view, project)), default, sql, tasks)
    allowed = {task for each in models.values() for task in each}
    model = next(iter(models), default)
    return ChosenQuestions(model, models.get(model, ()), tuple(task for task in tasks if task not in allowed))
