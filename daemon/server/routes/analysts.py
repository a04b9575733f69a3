"""/v1/projects/…/analysts: who proposes changes in a project, and who is switched off."""

from collections.abc import Collection

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.wire.analysis import AnalystInfo, AnalystList, AnalystSwitch
from daemon.wire.role import Permission
from engine.analysts.analyst import Analyst, all_analysts
from engine.review.refusal import Refusal
from store import WriteTransaction
from store.analysts.switches import list_disabled, switch_analyst
from store.codebase import projects
from store.core.errors import MissingError

ROUTER = resource_router("analysts")


@ROUTER.get("/v1/projects/{project}/analysts", response_model=AnalystList, openapi_extra=requires(Permission.VIEW))
def list_analysts(instance: InstanceParam, project: str) -> Response:
    """All analysts, and whether each is on."""
    with instance.store.read() as view:
        disabled = list_disabled(view, projects.get(view, project).id)
    return json_reply(AnalystList(tuple(_info(each, disabled) for each in all_analysts().values())))


@ROUTER.patch(
    "/v1/projects/{project}/analysts/{analyst}",
    response_model=AnalystInfo,
    openapi_extra=requires(Permission.POLICY_EDIT),
)
def switch(write: WriteParam, project: str, analyst: str, body: AnalystSwitch) -> Response:
    """Switch an analyst on or off. Its open proposals stay."""

    def work(tx: WriteTransaction, actor: str) -> AnalystInfo:
        found, chosen = projects.get(tx, project).id, _find(analyst)
        if chosen.is_needed and not body.enabled:
            raise Refusal("analyst", f"The {chosen.title.lower()} cannot be switched off.", "Nothing works without it.")
        switch_analyst(tx, found, chosen.id, actor, enabled=body.enabled)
        return _info(chosen, list_disabled(tx, found))

    return write.apply(work, body)


def _find(analyst: str) -> Analyst:
    found = all_analysts().get(analyst)
    if found is None:
        raise MissingError(f"There is no analyst named {analyst}.", f"Known: {', '.join(all_analysts())}.")
    return found


def _info(analyst: Analyst, disabled: Collection[str]) -> AnalystInfo:
    retrieval = analyst.retrieval
    return AnalystInfo(
        id=analyst.id,
        title=analyst.title,
        produces=analyst.produces,
        lane=analyst.lane,
        works_in=analyst.works_in,
        may=tuple(each.value for each in analyst.may),
        cost=analyst.cost,
        tasks=analyst.tasks,
        retrieval=retrieval.top if retrieval else 0,
        categories=retrieval.categories if retrieval else (),
        is_needed=analyst.is_needed,
        enabled=analyst.id not in disabled,
    )
