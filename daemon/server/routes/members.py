"""/v1/projects/…/members: who belongs to a project, and what they may do there."""

import os
from collections.abc import Callable

from fastapi import Response

from daemon.server.errors import RoleError, ServerError
from daemon.server.http import permissions
from daemon.server.http.caller import Caller, caller_from_uid
from daemon.server.http.routing import CallerParam, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam, WriteRequest
from daemon.server.instance import InstanceParam
from daemon.wire.member import Member, MemberList, NewGrant, NewMember, PermissionGrant
from daemon.wire.role import Permission, Role
from engine.review import member_changes, roles
from store import ReadView, WriteTransaction
from store.access import grants, members, people
from store.codebase import projects
from store.core import revisions, times

ROUTER = resource_router("members")


class AccountError(ServerError):
    """The path and the body name different accounts."""

    code = "member.account"
    status = 422


@ROUTER.get("/v1/projects/{project}/members", response_model=MemberList, openapi_extra=requires(Permission.VIEW))
def list_members(instance: InstanceParam, caller: CallerParam, project: str) -> Response:
    """Return the members of a project and the user who runs the daemon, by name."""
    with instance.store.read() as view:
        return json_reply(_members(view, projects.get(view, project).id, caller))


@ROUTER.put(
    "/v1/projects/{project}/members/{account}",
    response_model=MemberList,
    openapi_extra=requires(Permission.MEMBER_EDIT),
)
def set_member(write: WriteParam, project: str, account: str, body: NewMember) -> Response:
    """Set the role of an account."""
    if account != body.account:
        raise AccountError(f"The path names {account}, the body {body.account}.", "Use the same account in both.")

    def work(tx: WriteTransaction, actor: str) -> MemberList:
        found = projects.get(tx, project).id
        _check_change(tx, write, found, account, roles.role_permissions(body.role))
        _expect(tx, write, found, account)
        person = people.get_or_add(tx, account, _name(account))
        members.set_role(tx, found, person.id, body.role, actor)
        return _members(tx, found, write.caller)

    return write.apply(work, body, current=_current(write, project))


@ROUTER.delete(
    "/v1/projects/{project}/members/{account}",
    response_model=MemberList,
    openapi_extra=requires(Permission.MEMBER_EDIT),
)
def remove_member(write: WriteParam, project: str, account: str) -> Response:
    """Remove the role and grants of an account; a pinned key keeps its pinned role."""

    def work(tx: WriteTransaction, actor: str) -> MemberList:
        found = projects.get(tx, project).id
        _keep_owner(account)
        member = members.find(tx, found, account)
        own = account == write.caller.account
        _check_change(tx, write, found, account, roles.role_permissions(write.caller.role) if own else frozenset())
        _expect(tx, write, found, account)
        members.remove(tx, found, member.person.id, actor)
        return _members(tx, found, write.caller)

    return write.apply(work, current=_current(write, project))


@ROUTER.post(
    "/v1/projects/{project}/members/{account}/grants",
    status_code=201,
    response_model=MemberList,
    openapi_extra=requires(Permission.MEMBER_EDIT),
)
def give_grant(write: WriteParam, project: str, account: str, body: NewGrant) -> Response:
    """Grant a member a permission for a while."""

    def work(tx: WriteTransaction, actor: str) -> MemberList:
        found = projects.get(tx, project).id
        member = _other(tx, write, found, account)
        _expect(tx, write, found, account)
        own, lent = (
            permissions.role_permissions(tx, write.caller, found),
            grants.get_permission_ends(tx, found, write.caller.account),
        )
        member_changes.check_grant(own, lent, body.permission, times.to_text(tx.now + body.seconds))
        grants.give(tx, found, member.person.id, body.permission, body.seconds, body.reason, actor)
        return _members(tx, found, write.caller)

    return write.apply(work, body, 201, _current(write, project))


@ROUTER.delete(
    "/v1/projects/{project}/members/{account}/grants/{permission}",
    response_model=MemberList,
    openapi_extra=requires(Permission.MEMBER_EDIT),
)
def revoke_grant(write: WriteParam, project: str, account: str, permission: Permission) -> Response:
    """Revoke every grant of a permission from a member."""

    def work(tx: WriteTransaction, actor: str) -> MemberList:
        found = projects.get(tx, project).id
        person = members.find(tx, found, account).person
        _expect(tx, write, found, account)
        grants.revoke(tx, found, person.id, permission, actor)
        return _members(tx, found, write.caller)

    return write.apply(work, current=_current(write, project))


def _check_change(tx: WriteTransaction, write: WriteRequest, project: str, account: str, fresh: frozenset[str]) -> None:
    """Refuse a change of permissions that the caller must not make."""
    _keep_owner(account)
    caller = write.caller
    if account == caller.account:
        former = roles.role_permissions(members.get_role(tx, project, account) or caller.role)
        member_changes.check_change_of_own(former, fresh)
    else:
        former = roles.role_permissions(members.get_role(tx, project, account) or "")
        member_changes.check_change_of_other(permissions.role_permissions(tx, caller, project), former, fresh)


def _expect(tx: WriteTransaction, write: WriteRequest, project: str, account: str) -> None:
    """Refuse to change a member who changed since the caller read them."""
    revisions.check(write.revision, members.get_revision(tx, project, account), f"The member {account}")


def _current(write: WriteRequest, project: str) -> Callable[[ReadView], MemberList]:
    """Return all members, as the current state for a stale change."""
    return lambda view: _members(view, projects.get(view, project).id, write.caller)


def _other(tx: WriteTransaction, write: WriteRequest, project: str, account: str) -> members.MemberRow:
    """Return the member who receives a grant; callers cannot grant to themselves."""
    _keep_owner(account)
    if account == write.caller.account:
        raise RoleError("You cannot give a grant to yourself.", "Ask another admin of the project.")
    return members.find(tx, project, account)


def _keep_owner(account: str) -> None:
    """Refuse to change the owner of the daemon, so that one owner always remains."""
    if members.is_daemon_owner(account):
        sentence = f"{account} runs the daemon, and so owns every project."
        raise RoleError(sentence, "That role cannot be changed.")


def _members(view: ReadView, project: str, caller: Caller) -> MemberList:
    owner = caller_from_uid(os.getuid())
    found = [
        _member(view, project, each, caller)
        for each in members.list_members(view, project)
        if each.person.account != owner.account
    ]
    found.append(Member(owner.account, owner.name, Role.OWNER, you=owner.account == caller.account))
    return MemberList(tuple(sorted(found, key=lambda each: (each.name.casefold(), each.account))))


def _member(view: ReadView, project: str, found: members.MemberRow, caller: Caller) -> Member:
    person = found.person
    lent = tuple(
        PermissionGrant(Permission(grant.permission), grant.until, grant.reason or "")
        for grant in grants.list_grants(view, project, person.id)
    )
    you, revision = person.account == caller.account, members.get_revision(view, project, person.account)
    return Member(person.account, person.name, Role(found.role), lent, you=you, revision=revision)


def _name(account: str) -> str:
    kind, _, name = account.partition(":")
    if kind == "os":
        return caller_from_uid(int(name)).name
    return name
