"""/v1/projects/…/analysts: who proposes changes in a project, and who is switched off."""

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.wire.analysis import AnalystInfo, AnalystList, AnalystRetrieval, AnalystSwitch
from daemon.wire.role import Permission
from engine.analysts.analyst import Analyst, RetrievalSettings, all_analysts
from engine.review.refusal import Refusal
from store import ReadView, WriteTransaction
from store.analysts.retrieval_choices import choose_retrieval, list_retrieval
from store.analysts.switches import list_disabled, switch_analyst
from store.codebase import projects
from store.core.errors import MissingError

ROUTER = resource_router("analysts")


@ROUTER.get("/v1/projects/{project}/analysts", response_model=AnalystList, openapi_extra=requires(Permission.VIEW))
def list_analysts(instance: InstanceParam, project: str) -> Response:
    """All analysts, and whether each is on."""
    with instance.store.read() as view:
        found = projects.get(view, project).id
        return json_reply(AnalystList(tuple(_info(view, found, each) for each in all_analysts().values())))


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
        return _info(tx, found, chosen)

    return write.apply(work, body)


@ROUTER.put(
    "/v1/projects/{project}/analysts/{analyst}/retrieval",
    response_model=AnalystInfo,
    openapi_extra=requires(Permission.POLICY_EDIT),
)
def choose(write: WriteParam, project: str, analyst: str, body: AnalystRetrieval) -> Response:
    """Change how many patterns an analyst is given, and of which categories."""

    def work(tx: WriteTransaction, actor: str) -> AnalystInfo:
        found, chosen = projects.get(tx, project).id, _find(analyst)
        if chosen.retrieval is None:
            raise Refusal(
                "analyst", f"The {chosen.title.lower()} is given nothing of the index.", "Choose another one."
            )
        choose_retrieval(tx, found, chosen.id, RetrievalSettings(body.top, body.categories), actor)
        return _info(tx, found, chosen)

    return write.apply(work, body)


def _find(analyst: str) -> Analyst:
    found = all_analysts().get(analyst)
    if found is None:
        raise MissingError(f"There is no analyst named {analyst}.", f"Known: {', '.join(all_analysts())}.")
    return found


def _info(view: ReadView, project: str, analyst: Analyst) -> AnalystInfo:
    retrieval = list_retrieval(view, project).get(analyst.id)
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
        enabled=analyst.id not in list_disabled(view, project),
    )
