"""`specdeck member`: the members of a project, their roles and their temporary grants."""

from typing import TYPE_CHECKING, Annotated

import typer

from daemon.wire.role import DAEMON_PERMISSIONS, Permission, Role
from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError

if TYPE_CHECKING:
    from daemon.wire.member import MemberList, PermissionGrant

app = command_group("Manage the members of a project, their roles and grants.")

NOT_A_MEMBER = 0  # the revision of an account without a membership
ROLES = ", ".join(role for role in Role if role is not Role.WORKER)
GRANTABLE = ", ".join(permission for permission in Permission if permission not in DAEMON_PERMISSIONS)

Project = Annotated[str, typer.Argument(help="The project's name.")]
Account = Annotated[str, typer.Argument(help="os:UID, or key:NAME as pinned in authorized_keys.")]
NewRole = Annotated[str, typer.Argument(metavar="ROLE", help=f"One of {ROLES}.")]
RoleOption = Annotated[str, typer.Option("--role", metavar="ROLE", help=f"One of {ROLES}.")]
GrantedPermission = Annotated[str, typer.Argument(metavar="PERMISSION", help=f"One of {GRANTABLE}.")]
Duration = Annotated[str, typer.Option("--for", metavar="TIME", help="How long: 30m, 8h, 2d, 1w.")]
Reason = Annotated[str, typer.Option("--reason", help="The reason; everybody in the project can read it.")]


@app.command("list", epilog="Example: specdeck member list shop")
@prints("daemon.wire.member:MemberList")
def list_(
    target: Target,
    project: Project,
    as_json: Json = False,
) -> None:
    """List the members of a project and their grants. Everybody else has the role of their key."""
    with target.connect() as client:
        found = client.people.list(project)
    _print(found, as_json)


@app.command(epilog="Example: specdeck member add shop key:alice --role reviewer")
@prints("daemon.wire.member:MemberList")
def add(
    target: Target,
    project: Project,
    account: Account,
    role: RoleOption = "reviewer",
    as_json: Json = False,
) -> None:
    """Give an account a role in a project. It replaces the role of the key there."""
    member = _member(account, role)
    with target.connect() as client:
        if any(each.account == account for each in client.people.list(project).items):
            raise CommandError(
                "command.member_exists",
                f"{account} is already a member.",
                "Use specdeck member role to change the role.",
            )
        found = client.people.set(project, member, revision=NOT_A_MEMBER)
    _print(found, as_json)


@app.command(epilog="Example: specdeck member role shop key:alice developer")
@prints("daemon.wire.member:MemberList")
def role(
    target: Target,
    project: Project,
    account: Account,
    role: NewRole,
    as_json: Json = False,
) -> None:
    """Change the role of a member. You cannot give permissions that you lack, or raise your own role."""
    member = _member(account, role)
    with target.connect() as client:
        former = next((each for each in client.people.list(project).items if each.account == account), None)
        if former is None:
            raise CommandError(
                "command.no_member", f"{account} is not a member of this project.", "Use specdeck member add."
            )
        found = client.people.set(project, member, former.revision)
    _print(found, as_json)


@app.command(epilog="Example: specdeck member remove shop key:alice")
@prints("daemon.wire.member:MemberList")
def remove(
    target: Target,
    project: Project,
    account: Account,
    as_json: Json = False,
) -> None:
    """Remove a member and their grants. The role of their pinned key applies again."""
    with target.connect() as client:
        found = client.people.remove(project, account)
    _print(found, as_json)


@app.command(epilog='Example: specdeck member grant shop key:alice waive --for 8h --reason "release night"')
@prints("daemon.wire.member:MemberList")
def grant(
    target: Target,
    project: Project,
    account: Account,
    permission: GrantedPermission,
    duration: Duration,
    reason: Reason,
    as_json: Json = False,
) -> None:
    """Grant a member a permission for a limited time."""
    from daemon.wire.member import NewGrant
    from specdeck.cli.duration import seconds_from_text

    try:
        wanted = NewGrant(_permission(permission), seconds_from_text(duration), reason)
    except ValueError as error:
        raise CommandError(
            "command.bad_grant", f"This grant is not possible: {error}.", "Nothing was granted."
        ) from error
    with target.connect() as client:
        found = client.people.grant(project, account, wanted)
    _print(found, as_json)


@app.command(epilog="Example: specdeck member revoke shop key:alice waive")
@prints("daemon.wire.member:MemberList")
def revoke(
    target: Target,
    project: Project,
    account: Account,
    permission: GrantedPermission,
    as_json: Json = False,
) -> None:
    """End a member's grants of a permission now."""
    lent = _permission(permission)
    with target.connect() as client:
        found = client.people.revoke(project, account, lent)
    _print(found, as_json)


def _member(account: str, role: str):  # noqa: ANN202  a wire type, imported only when it is needed
    from daemon.wire.member import NewMember

    if role not in tuple(Role):
        raise CommandError("command.bad_role", f"The role {role} does not exist.", f"Roles: {ROLES}.")
    try:
        return NewMember(account, Role(role))
    except ValueError as error:
        raise CommandError(
            "command.bad_member", f"{account!r} cannot be {role}: {error}.", f"Roles: {ROLES}."
        ) from error


def _permission(name: str) -> Permission:
    try:
        return Permission(name)
    except ValueError as error:
        raise CommandError(
            "command.bad_permission", f"The permission {name} does not exist.", f"One of {GRANTABLE}."
        ) from error


def _print(found: "MemberList", as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    rows = (
        (
            each.name,
            each.account,
            f"{each.role}{' (you)' if each.you else ''}",
            "; ".join(map(_grant_text, each.grants)),
        )
        for each in found.items
    )
    print_table(("name", "account", "role", "grants"), rows)


def _grant_text(grant: "PermissionGrant") -> str:
    return f"{grant.permission} until {grant.until} ({grant.reason or 'the reason was erased'})"
