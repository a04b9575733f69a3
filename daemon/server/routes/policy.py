"""/v1/projects/…/policy, /v1/conversions/…/policy: the policy of a project, and what it requires for one unit."""

from fastapi import Response

from daemon.server.http.caller import Caller
from daemon.server.http.routing import CallerParam, RowNumber, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.server.workers.order_trials import follow_policy
from daemon.wire.member import ExplainedPolicy, NewPolicy, PolicyInfo
from daemon.wire.role import Permission
from engine.review.policies import decision_quota
from engine.review.policies.explain_policy import ExplainedUnit, explain_policy
from store import ReadView, WriteTransaction
from store.access import people
from store.codebase import conversions, projects
from store.core import texts
from store.review import policies, reviews

ROUTER = resource_router("policy")


@ROUTER.get("/v1/projects/{project}/policy", response_model=PolicyInfo, openapi_extra=requires(Permission.VIEW))
def show_policy(instance: InstanceParam, project: str) -> Response:
    """Return the policy of a project; an empty text is the default policy."""
    with instance.store.read() as view:
        found = _of(view, projects.get(view, project).id)
    return json_reply(found, revision=found.revision)


@ROUTER.put("/v1/projects/{project}/policy", response_model=PolicyInfo, openapi_extra=requires(Permission.POLICY_EDIT))
def set_policy(write: WriteParam, project: str, body: NewPolicy) -> Response:
    """Set the policy; approved units stay approved."""

    def work(tx: WriteTransaction, actor: str) -> PolicyInfo:
        found = projects.get(tx, project).id
        policies.set_text(tx, found, body.text, write.revision, actor)
        reviews.reassess(tx, found)
        follow_policy(tx, found)
        return _of(tx, found)

    def current(view: ReadView) -> PolicyInfo:
        return _of(view, projects.get(view, project).id)

    return write.apply(work, body, current=current)


@ROUTER.get(
    "/v1/conversions/{conversion}/policy", response_model=ExplainedPolicy, openapi_extra=requires(Permission.VIEW)
)
def explain_unit(instance: InstanceParam, caller: CallerParam, conversion: RowNumber) -> Response:
    """Explain what the policy requires for one unit, and what is still missing."""
    with instance.store.read() as view:
        return json_reply(_explained(view, conversion, caller))


def _explained(view: ReadView, conversion: int, caller: Caller) -> ExplainedPolicy:
    found, review = conversions.get(view, conversion), reviews.get(view, conversion)
    policy, standing = policies.get(view, found.project), review.standing
    in_turn = policies.find_assignees(view, found.project, conversion, review.risk, standing.authors)
    unit = ExplainedUnit(found.name, texts.get(view, found.sql), tuple(person.name for person in in_turn))
    explained = explain_policy(standing, policy, unit, lambda actor: people.get_name(view, actor))
    me = people.find(view, caller.account)
    made = 0 if me is None else policies.count_decisions_today(view, found.project, me.id)
    return ExplainedPolicy(
        unit=conversion,
        name=found.name,
        risk=explained.risk,
        needed=explained.needed,
        approvals=explained.approvals,
        sentences=(*explained.sentences, decision_quota.quota_sentence(policy, made)),
        missing=explained.missing,
    )


def _of(view: ReadView, project: str) -> PolicyInfo:
    given = policies.get_text(view, project)
    by = None if given.actor is None else people.get_name(view, given.actor)
    return PolicyInfo(given.text, given.revision, given.changed, by)
