"""/v1/projects/…/policy, /v1/conversions/…/policy: what a project asks for, and of one unit what that means."""

from fastapi import Response

from daemon.server.change import Asked
from daemon.server.instance import Here
from daemon.server.routing import needs, reply, resource
from daemon.wire.member import NewPolicy, Policy
from daemon.wire.role import Permission
from store import Transaction, View, people, policies, projects

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
        return _of(tx, found)

    def current(view: View) -> Policy:
        return _of(view, projects.get(view, project).id)

    return change.apply(work, asked, current=current)


def _of(view: View, project: str) -> Policy:
    given = policies.given(view, project)
    by = None if given.actor is None else people.name_of(view, given.actor)
    return Policy(given.text, given.revision, given.changed, by)
