"""/v1/projects/…/routing: the rules of a project on who answers a question."""

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.wire.cost import NewRouting, RoutingInfo
from daemon.wire.role import Permission
from engine.analysts.route.model_rules import read_rules, rules_text
from engine.fault import EngineError
from engine.review.refusal import Refusal
from store import WriteTransaction
from store.codebase import projects
from store.cost.stored_rules import get_rules, set_rules

ROUTER = resource_router("routing")


@ROUTER.get("/v1/projects/{project}/routing", response_model=RoutingInfo, openapi_extra=requires(Permission.VIEW))
def show_routing(instance: InstanceParam, project: str) -> Response:
    """The rules of a project."""
    with instance.store.read() as view:
        return json_reply(_info(get_rules(view, projects.get(view, project).id)))


@ROUTER.put(
    "/v1/projects/{project}/routing", response_model=RoutingInfo, openapi_extra=requires(Permission.POLICY_EDIT)
)
def set_routing(write: WriteParam, project: str, body: NewRouting) -> Response:
    """Replace the rules of a project; a file that is wrong is refused with the number of the rule."""

    def work(tx: WriteTransaction, actor: str) -> RoutingInfo:
        found = projects.get(tx, project).id
        info = _info(body.text)
        set_rules(tx, found, body.text, actor)
        return info

    return write.apply(work, body)


def _info(text: str) -> RoutingInfo:
    try:
        return RoutingInfo(text, rules_text(read_rules(text)))
    except EngineError as error:
        raise Refusal("rules", error.sentence, error.hint) from error
