"""Which model is asked for which task, and why."""

from dataclasses import dataclass
from datetime import date

from engine.analysts.route.choose_model import ModelChoice, rank_models, routing_rule
from engine.llm.money.model_prices import default_model, find_model
from engine.llm.tasks import all_tasks

USUAL_PROMPT = 1500  # tokens
LOCAL = "the local model"
ASSUMED_SUCCESS = 0.9  # of a cloud model
UNLIMITED = 10**18


@dataclass(frozen=True, slots=True)
class RouteRow:
    """The models for a task in the order in which they are asked."""

    task: str
    first: str
    then: str
    why: str


def route_rows(model: str) -> list[RouteRow]:
    """Return a row for each task; the local model is taken to be right as often as the rule wants at least."""
    cloud, today = find_model(model or default_model()), date.today()  # noqa: DTZ011 - prices are by calendar day
    rows = []
    for task in all_tasks().values():
        most = cloud.most(USUAL_PROMPT, task.max_tokens, today)
        local = ModelChoice(LOCAL, routing_rule(task.id).least_success)
        ranked = rank_models(task.id, [local, ModelChoice(cloud.id, ASSUMED_SUCCESS, most)], UNLIMITED)
        names = [each.choice.model for each in ranked]
        rows.append(RouteRow(task.id, names[0], ", ".join(names[1:]) or "-", ranked[-1].reason))
    return rows
