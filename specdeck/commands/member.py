"""`specdeck member`: who belongs to a project, with which role, and what is lent to whom until when."""

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

app = command_group("Say who may do what in a project.")

NOBODY = 0  # the revision of an account that is no member
ROLES = ", ".join(role for role in Role if role is not Role.WORKER)
LENT = ", ".join(permission for permission in Permission if permission not in DAEMON_PERMISSIONS)

Project = Annotated[str, typer.Argument(help="The project's name.")]
Account = Annotated[str, typer.Argument(help="os:UID, or key:NAME as the key is pinned in authorized_keys.")]
Of = Annotated[str, typer.Argument(metavar="ROLE", help=f"One of {ROLES}.")]
OfRole = Annotated[str, typer.Option("--role", metavar="ROLE", help=f"One of {ROLES}.")]
What = Annotated[str, typer.Argument(metavar="PERMISSION", help=f"One of {LENT}.")]
For = Annotated[str, typer.Option("--for", metavar="TIME", help="How long: 30m, 8h, 2d, 1w.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; everybody in the project can read it.")]


@app.command("list", epilog="Example: specdeck member list shop")
@prints("daemon.wire.member:MemberList")
def list_(
    target: Target,
    project: Project,
    as_json: Json = False,
) -> None:
    """List who has a role of their own in a project, and their grants. Others have the role of their key."""
    with target.connect() as client:
        found = client.people.list(project)
    _print(found, as_json)


@app.command(epilog="Example: specdeck member add shop key:alice --role reviewer")
@prints("daemon.wire.member:MemberList")
def add(
    target: Target,
    project: Project,
    account: Account,
    role: OfRole = "reviewer",
    as_json: Json = False,
) -> None:
    """Give an account a role in a project. It counts there instead of the one its key is pinned to."""
    member = _member(account, role)
    with target.connect() as client:
        if any(each.account == account for each in client.people.list(project).items):
            raise CommandError(
                "member_there", f"{account} is a member already.", "specdeck member role gives them another role."
            )
        found = client.people.set(project, member, revision=NOBODY)
    _print(found, as_json)


@app.command(epilog="Example: specdeck member role shop key:alice developer")
@prints("daemon.wire.member:MemberList")
def role(
    target: Target,
    project: Project,
    account: Account,
    role: Of,
    as_json: Json = False,
) -> None:
    """Give a member another role. Nobody gives more than they may do, and nobody raises themselves."""
    member = _member(account, role)
    with target.connect() as client:
        former = next((each for each in client.people.list(project).items if each.account == account), None)
        if former is None:
            raise CommandError(
                "no_member", f"{account} is no member of this project.", "specdeck member add lets them in."
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
    """Take a member's role and grants away. A pinned key then has the role it is pinned to again."""
    with target.connect() as client:
        found = client.people.remove(project, account)
    _print(found, as_json)


@app.command(epilog='Example: specdeck member grant shop key:alice waive --for 8h --reason "release night"')
@prints("daemon.wire.member:MemberList")
def grant(
    target: Target,
    project: Project,
    account: Account,
    permission: What,
    how_long: For,
    reason: Reason,
    as_json: Json = False,
) -> None:
    """Lend a member a permission for a while."""
    from daemon.wire.member import NewGrant
    from specdeck.cli.duration import seconds_from_text

    lent = _permission(permission)
    try:
        wanted = NewGrant(lent, seconds_from_text(how_long), reason)
    except ValueError as error:
        raise CommandError("bad_grant", f"This cannot be lent: {error}.", "Nothing was lent.") from error
    with target.connect() as client:
        found = client.people.grant(project, account, wanted)
    _print(found, as_json)


@app.command(epilog="Example: specdeck member revoke shop key:alice waive")
@prints("daemon.wire.member:MemberList")
def revoke(
    target: Target,
    project: Project,
    account: Account,
    permission: What,
    as_json: Json = False,
) -> None:
    """End a member's grants of a permission, now."""
    lent = _permission(permission)
    with target.connect() as client:
        found = client.people.revoke(project, account, lent)
    _print(found, as_json)


def _member(account: str, role: str):  # noqa: ANN202  a wire type, imported only when it is needed
    from daemon.wire.member import NewMember

    if role not in tuple(Role):
        raise CommandError("bad_role", f"There is no role {role}.", f"Roles: {ROLES}.")
    try:
        return NewMember(account, Role(role))
    except ValueError as error:
        raise CommandError("bad_member", f"{account!r} cannot be {role}: {error}.", f"Roles: {ROLES}.") from error


def _permission(name: str) -> Permission:
    try:
        return Permission(name)
    except ValueError as error:
        raise CommandError("bad_permission", f"There is no permission {name}.", f"One of {LENT}.") from error


def _print(found: "MemberList", as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    rows = (
        (each.name, each.account, f"{each.role}{' (you)' if each.you else ''}", "; ".join(map(_lent, each.grants)))
        for each in found.items
    )
    print_table(("name", "account", "role", "grants"), rows)


def _lent(grant: "PermissionGrant") -> str:
    return f"{grant.permission} until {grant.until} ({grant.reason or 'the reason was erased'})"
