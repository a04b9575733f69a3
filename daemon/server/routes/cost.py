"""/v1/projects/…/cost, …/budget, …/cloud: what models cost, what may be spent, and whether the cloud may be asked."""

from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import Query, Response

from daemon.server.cost.cost_report import cost_report
from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.wire.cost import CloudChange, CloudInfo, CostReport, NewBudget
from daemon.wire.role import Permission
from engine.fault import EngineError
from engine.llm.cloud.batch_hours import ANY, read_hours
from engine.llm.money.model_prices import find_model
from engine.review.refusal import Refusal
from store import ReadView, WriteTransaction
from store.codebase import projects
from store.cost import budgets
from store.cost.cloud_settings import CloudSettings, get_cloud, set_cloud

MAX_DAYS = 366
ROUTER = resource_router("cost")


@ROUTER.get("/v1/projects/{project}/cost", response_model=CostReport, openapi_extra=requires(Permission.VIEW))
def show_cost(instance: InstanceParam, project: str, days: Annotated[int, Query(ge=1, le=MAX_DAYS)] = 30) -> Response:
    """What the project spent on models in the last days."""
    with instance.store.read() as view:
        return json_reply(_report(view, project, days))


@ROUTER.put("/v1/projects/{project}/budget", response_model=CostReport, openapi_extra=requires(Permission.POLICY_EDIT))
def set_budget(write: WriteParam, project: str, body: NewBudget) -> Response:
    """Set what the project may spend in a day."""

    def work(tx: WriteTransaction, actor: str) -> CostReport:
        budgets.set_budget(tx, projects.get(tx, project).id, body.per_day, actor)
        return _report(tx, project, 1)

    return write.apply(work, body)


@ROUTER.get("/v1/projects/{project}/cloud", response_model=CloudInfo, openapi_extra=requires(Permission.VIEW))
def show_cloud(instance: InstanceParam, project: str) -> Response:
    """Whether and which cloud model the project may ask."""
    with instance.store.read() as view:
        return json_reply(CloudInfo(**asdict(get_cloud(view, projects.get(view, project).id))))


@ROUTER.patch("/v1/projects/{project}/cloud", response_model=CloudInfo, openapi_extra=requires(Permission.POLICY_EDIT))
def change_cloud(write: WriteParam, project: str, body: CloudChange) -> Response:
    """Allow or forbid the cloud, or change what may be shown to it. A model without a price is refused."""

    def work(tx: WriteTransaction, actor: str) -> CloudInfo:
        found = projects.get(tx, project).id
        settings = _changed(get_cloud(tx, found), body)
        check_model(settings, body)
        check_hours(body)
        set_cloud(tx, found, settings, actor)
        return CloudInfo(**asdict(settings))

    return write.apply(work, body)


def _changed(settings: CloudSettings, change: CloudChange) -> CloudSettings:
    """Return the settings after a change; what it leaves out stays."""
    given: dict[str, Any] = {name: value for name, value in asdict(change).items() if value is not None}
    return replace(settings, **given)


def check_model(settings: CloudSettings, change: CloudChange) -> None:
    """Refuse a model without a price; the cloud can be switched off whatever became of its model."""
    if not settings.enabled and change.model is None:
        return
    try:
        find_model(settings.model)
    except EngineError as error:
        raise Refusal("kind", error.sentence, error.hint) from error


def check_hours(change: CloudChange) -> None:
    """Refuse hours that no day has."""
    try:
        read_hours(change.batch_hours or ANY)
    except EngineError as error:
        raise Refusal("hours", error.sentence, error.hint) from error


def _report(view: ReadView, project: str, days: int) -> CostReport:
    found = projects.get(view, project)
    return cost_report(view, found.id, found.name, days)
