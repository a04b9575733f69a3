"""/v1/projects/…/members: who belongs to a project, and what they may do there."""

import os
from collections.abc import Callable

from fastapi import Response

from daemon.server import permissions
from daemon.server.change import Asked, Change
from daemon.server.errors import RoleError, ServerError
from daemon.server.instance import Here
from daemon.server.routing import Speaking, needs, reply, resource
from daemon.server.speaker import Speaker, local_user
from daemon.wire.member import Grant, Member, Members, NewGrant, NewMember
from daemon.wire.role import Permission, Role
from engine.review import membership, roles
from store import Transaction, View, grants, members, people, projects, revisions, times

router = resource("members")


class AccountError(ServerError):
    """The path and the body speak of two accounts."""

    code = "member.account"
    status = 422


@router.get("/v1/projects/{project}/members", response_model=Members, openapi_extra=needs(Permission.VIEW))
def list_members(instance: Here, speaker: Speaking, project: str) -> Response:
    """Everybody with a role of their own in a project, and the user who runs the daemon; by name."""
    with instance.store.read() as view:
        return reply(_members(view, projects.get(view, project).id, speaker))


@router.put(
    "/v1/projects/{project}/members/{account}", response_model=Members, openapi_extra=needs(Permission.MEMBER_EDIT)
)
def set_member(change: Asked, project: str, account: str, asked: NewMember) -> Response:
    """Give an account a role, in place of the one it had."""
    if account != asked.account:
        raise AccountError(f"The path names {account}, the body {asked.account}.", "Name the same account in both.")

    def work(tx: Transaction, actor: str) -> Members:
        found = projects.get(tx, project).id
        _check_change(tx, change, found, account, roles.may_do(asked.role))
        _expect(tx, change, found, account)
        person = people.known_as(tx, account, _name(account))
        members.put(tx, found, person.id, asked.role, actor)
        return _members(tx, found, change.speaker)

    return change.apply(work, asked, current=_current(change, project))


@router.delete(
    "/v1/projects/{project}/members/{account}", response_model=Members, openapi_extra=needs(Permission.MEMBER_EDIT)
)
def remove_member(change: Asked, project: str, account: str) -> Response:
    """Take an account's role and grants away; a pinned key is left with the role it is pinned to."""

    def work(tx: Transaction, actor: str) -> Members:
        found = projects.get(tx, project).id
        _keep_owner(account)
        member = members.find(tx, found, account)
        own = account == change.speaker.account
        _check_change(tx, change, found, account, roles.may_do(change.speaker.role) if own else frozenset())
        _expect(tx, change, found, account)
        members.remove(tx, found, member.person.id, actor)
        return _members(tx, found, change.speaker)

    return change.apply(work, current=_current(change, project))


@router.post(
    "/v1/projects/{project}/members/{account}/grants",
    status_code=201,
    response_model=Members,
    openapi_extra=needs(Permission.MEMBER_EDIT),
)
def give_grant(change: Asked, project: str, account: str, asked: NewGrant) -> Response:
    """Let a member do something for a while."""

    def work(tx: Transaction, actor: str) -> Members:
        found = projects.get(tx, project).id
        member = _other(tx, change, found, account)
        _expect(tx, change, found, account)
        own, lent = permissions.own_of(tx, change.speaker, found), grants.until_of(tx, found, change.speaker.account)
        membership.grant(own, lent, asked.permission, times.text(tx.now + asked.seconds))
        grants.give(tx, found, member.person.id, asked.permission, asked.seconds, asked.reason, actor)
        return _members(tx, found, change.speaker)

    return change.apply(work, asked, 201, _current(change, project))


@router.delete(
    "/v1/projects/{project}/members/{account}/grants/{permission}",
    response_model=Members,
    openapi_extra=needs(Permission.MEMBER_EDIT),
)
def revoke_grant(change: Asked, project: str, account: str, permission: Permission) -> Response:
    """End every grant of a permission that a member has."""

    def work(tx: Transaction, actor: str) -> Members:
        found = projects.get(tx, project).id
        person = members.find(tx, found, account).person
        _expect(tx, change, found, account)
        grants.revoke(tx, found, person.id, permission, actor)
        return _members(tx, found, change.speaker)

    return change.apply(work, current=_current(change, project))


def _check_change(tx: Transaction, change: Change, project: str, account: str, fresh: frozenset[str]) -> None:
    """Refuse a change of what an account may do that the speaker must not make."""
    _keep_owner(account)
    speaker = change.speaker
    if account == speaker.account:
        former = roles.may_do(members.role_of(tx, project, account) or speaker.role)
        membership.change_own(former, fresh)
    else:
        former = roles.may_do(members.role_of(tx, project, account) or "")
        membership.change_other(permissions.own_of(tx, speaker, project), former, fresh)


def _expect(tx: Transaction, change: Change, project: str, account: str) -> None:
    """Refuse a change of a member who is not as the speaker saw them."""
    revisions.expect(change.revision, members.revision_of(tx, project, account), f"The member {account}")


def _current(change: Change, project: str) -> Callable[[View], Members]:
    """All members as they are now: what a stale change met."""
    return lambda view: _members(view, projects.get(view, project).id, change.speaker)


def _other(tx: Transaction, change: Change, project: str, account: str) -> members.Member:
    """The member to whom something is lent: not the one who lends it."""
    _keep_owner(account)
    if account == change.speaker.account:
        raise RoleError("Nobody gives a grant to themselves.", "Ask another admin of the project.")
    return members.find(tx, project, account)


def _keep_owner(account: str) -> None:
    """The last way in: whoever could not be removed need not be looked for when all others are gone."""
    if members.owns(account):
        sentence = f"{account} runs the daemon, and so owns every project."
        raise RoleError(sentence, "Nobody can change that role; there is nothing to do.")


def _members(view: View, project: str, speaker: Speaker) -> Members:
    owner = local_user(os.getuid())
    found = [
        _member(view, project, each, speaker)
        for each in members.of(view, project)
        if each.person.account != owner.account
    ]
    found.append(Member(owner.account, owner.name, Role.OWNER, you=owner.account == speaker.account))
    return Members(tuple(sorted(found, key=lambda each: (each.name.casefold(), each.account))))


def _member(view: View, project: str, found: members.Member, speaker: Speaker) -> Member:
    person = found.person
    lent = tuple(
        Grant(Permission(grant.permission), grant.until, grant.reason or "")
        for grant in grants.of(view, project, person.id)
    )
    you, revision = person.account == speaker.account, members.revision_of(view, project, person.account)
    return Member(person.account, person.name, Role(found.role), lent, you=you, revision=revision)


def _name(account: str) -> str:
    kind, _, name = account.partition(":")
    return local_user(int(name)).name if kind == "os" else name
