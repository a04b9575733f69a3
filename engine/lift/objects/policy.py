"""A row security policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pglast.enums import RoleSpecType

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.object_names import quote_identifier, relation_name
from engine.lift.objects.unsupported_shape import expect_only
from engine.spec.model import PolicySpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

KNOWN = {"policy_name", "table", "cmd_name", "permissive", "roles", "qual", "with_check"}
ROLES = {
    RoleSpecType.ROLESPEC_PUBLIC: "public",
    RoleSpecType.ROLESPEC_CURRENT_USER: "current_user",
    RoleSpecType.ROLESPEC_SESSION_USER: "session_user",
    RoleSpecType.ROLESPEC_CURRENT_ROLE: "current_role",
}


def lift_policy(ddl: Ddl, node: Parsed) -> PolicySpec:
    """Lift CREATE POLICY, with its table."""
    expect_only(node, KNOWN)
    table = ddl.at(node.table.location)
    using = ddl.seek("USING", table)
    check = ddl.seek("CHECK", table)
    return PolicySpec(
        name=quote_identifier(node.policy_name),
        table=relation_name(node.table),
        permissive=None if node.permissive else False,
        command=None if ddl.seek("FOR", table) is None else node.cmd_name,
        roles=() if ddl.seek("TO", table) is None else tuple(role_text(found) for found in node.roles),
        using=ddl.parenthesised_after(using),
        check=ddl.parenthesised_after(check),
        note=whole_note(ddl),
    )


def role_text(node: Parsed) -> str:
    """Return a role as SQL text."""
    return ROLES.get(RoleSpecType(node.roletype)) or quote_identifier(node.rolename)
