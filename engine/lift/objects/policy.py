"""A row security policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pglast.enums import RoleSpecType

from engine.lift.objects.names import identifier, relation
from engine.lift.objects.notes import whole_note
from engine.lift.objects.unshaped import expect_only
from engine.spec.model import Policy

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed import Parsed

KNOWN = {"policy_name", "table", "cmd_name", "permissive", "roles", "qual", "with_check"}
ROLES = {
    RoleSpecType.ROLESPEC_PUBLIC: "public",
    RoleSpecType.ROLESPEC_CURRENT_USER: "current_user",
    RoleSpecType.ROLESPEC_SESSION_USER: "session_user",
    RoleSpecType.ROLESPEC_CURRENT_ROLE: "current_role",
}


def lift_policy(ddl: Ddl, node: Parsed) -> Policy:
    """CREATE POLICY, with its table."""
    expect_only(node, KNOWN)
    table = ddl.at(node.table.location)
    using = ddl.find("USING", table) + 1 if node.qual else None
    check = ddl.find("CHECK", table) + 1 if node.with_check else None
    return Policy(
        name=identifier(node.policy_name),
        table=relation(node.table),
        permissive=None if node.permissive else False,
        command=None if ddl.seek("FOR", table) is None else node.cmd_name,
        roles=() if ddl.seek("TO", table) is None else tuple(role(found) for found in node.roles),
        using=None if using is None else ddl.parenthesised(using),
        check=None if check is None else ddl.parenthesised(check),
        note=whole_note(ddl),
    )


def role(node: Parsed) -> str:
    """A role as SQL names it."""
    return ROLES.get(RoleSpecType(node.roletype)) or identifier(node.rolename)
