"""Roles and their permissions, as data. A worker is not a person: its key may use the job routes only."""

from enum import StrEnum


class Role(StrEnum):
    """Roles of people, lowest first, and `worker` beside them."""

    WORKER = "worker"
    VIEWER = "viewer"
    REVIEWER = "reviewer"
    DEVELOPER = "developer"
    ADMIN = "admin"
    OWNER = "owner"


class Permission(StrEnum):
    """A permission that a route can require."""

    CONNECT = "connect"
    VIEW = "view"
    COMMENT = "comment"
    DECIDE = "decide"
    EDIT = "edit"
    JOB_RUN = "job.run"
    JOB_WORK = "job.work"
    PROJECT_EDIT = "project.edit"
    PROJECT_DELETE = "project.delete"
    MEMBER_EDIT = "member.edit"
    POLICY_EDIT = "policy.edit"
    WAIVE = "waive"
    DAEMON_CONTROL = "daemon.control"
    OWNER_GRANT = "owner.grant"


# The lowest role that has each permission; higher roles of people have it too.
_LEAST = {
    Permission.CONNECT: Role.VIEWER,
    Permission.VIEW: Role.VIEWER,
    Permission.COMMENT: Role.REVIEWER,
    Permission.DECIDE: Role.REVIEWER,
    Permission.EDIT: Role.DEVELOPER,
    Permission.JOB_RUN: Role.DEVELOPER,
    Permission.PROJECT_EDIT: Role.ADMIN,
    Permission.MEMBER_EDIT: Role.ADMIN,
    Permission.POLICY_EDIT: Role.ADMIN,
    Permission.WAIVE: Role.ADMIN,
    Permission.DAEMON_CONTROL: Role.ADMIN,
    Permission.JOB_WORK: Role.OWNER,
    Permission.PROJECT_DELETE: Role.OWNER,
    Permission.OWNER_GRANT: Role.OWNER,
}
# Not about a project: no membership or grant can give these.
DAEMON_PERMISSIONS = frozenset({Permission.CONNECT, Permission.JOB_WORK, Permission.DAEMON_CONTROL})
_WORKER = frozenset({Permission.CONNECT, Permission.JOB_WORK})
_PEOPLE = (Role.VIEWER, Role.REVIEWER, Role.DEVELOPER, Role.ADMIN, Role.OWNER)


def permissions_of_role(role: Role) -> frozenset[Permission]:
    """Return the permissions of a role."""
    if role is Role.WORKER:
        return _WORKER
    rank = _PEOPLE.index(role)
    return frozenset(permission for permission, least in _LEAST.items() if _PEOPLE.index(least) <= rank)


def roles_with(permission: Permission) -> tuple[Role, ...]:
    """Return the roles that have a permission, lowest first."""
    return tuple(role for role in Role if permission in permissions_of_role(role))
