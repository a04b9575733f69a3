"""/v1/projects/…/policy, /v1/conversions/…/policy: what a project asks for, and of one unit what that means."""

from typing import Annotated

from fastapi import Path, Response

from daemon.server.change import Asked
from daemon.server.instance import Here
from daemon.server.routing import Speaking, needs, reply, resource
from daemon.server.speaker import Speaker
from daemon.wire.member import Explained, NewPolicy, Policy
from daemon.wire.role import Permission
from engine.review import quota
from engine.review.explain import Unit, explain
from store import Transaction, View, conversions, people, policies, projects, reviews, texts

MOST = 2**53
router = resource("policy")


@router.get("/v1/projects/{project}/policy", response_model=Policy, openapi_extra=needs(Permission.VIEW))
def show_policy(instance: Here, project: str) -> Response:
    """A project's policy as it was given; an empty text is the one that every project begins with."""
    with instance.store.read() as view:
        found = _of(view, projects.get(view, project).id)
    return reply(found, revision=found.revision)


@router.put("/v1/projects/{project}/policy", response_model=Policy, openapi_extra=needs(Permission.POLICY_EDIT))
def set_policy(change: Asked, project: str, asked: NewPolicy) -> Response:
    """Ask for something else from now on; what was approved stays so."""

    def work(tx: Transaction, actor: str) -> Policy:
        found = projects.get(tx, project).id
        policies.put(tx, found, asked.text, change.revision, actor)
        reviews.assess(tx, found)
        return _of(tx, found)

    def current(view: View) -> Policy:
        return _of(view, projects.get(view, project).id)

    return change.apply(work, asked, current=current)


@router.get("/v1/conversions/{conversion}/policy", response_model=Explained, openapi_extra=needs(Permission.VIEW))
def explain_unit(instance: Here, speaker: Speaking, conversion: Annotated[int, Path(ge=1, le=MOST)]) -> Response:
    """What the policy asks of one unit, in sentences, and what is still missing."""
    with instance.store.read() as view:
        return reply(_explained(view, conversion, speaker))


def _explained(view: View, conversion: int, speaker: Speaker) -> Explained:
    found, review = conversions.get(view, conversion), reviews.get(view, conversion)
    policy, standing = policies.of(view, found.project), review.standing
    in_turn = policies.in_turn(view, found.project, conversion, review.risk, standing.authors)
    unit = Unit(found.name, texts.get(view, found.sql), tuple(person.name for person in in_turn))
    told = explain(standing, policy, unit, lambda actor: people.name_of(view, actor))
    me = people.find(view, speaker.account)
    made = 0 if me is None else policies.made_today(view, found.project, me.id)
    return Explained(
        unit=conversion,
        name=found.name,
        risk=told.risk,
        needed=told.needed,
        approvals=told.approvals,
        sentences=(*told.sentences, quota.told(policy, made)),
        missing=told.missing,
    )


def _of(view: View, project: str) -> Policy:
    given = policies.given(view, project)
    by = None if given.actor is None else people.name_of(view, given.actor)
    return Policy(given.text, given.revision, given.changed, by)
