"""A schema of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.object_names import quote_identifier
from engine.lift.objects.policy import role_text
from engine.lift.objects.unsupported_shape import UnsupportedShape, expect_only
from engine.spec.model import SchemaSpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

KNOWN = {"schemaname", "authrole", "if_not_exists"}


def lift_schema(ddl: Ddl, node: Parsed) -> SchemaSpec:
    """Lift CREATE SCHEMA; one with objects inside it, or named after its owner, is kept whole."""
    expect_only(node, KNOWN)
    if not node.schemaname:
        raise UnsupportedShape("a schema that is named after its owner")
    return SchemaSpec(
        name=quote_identifier(node.schemaname),
        if_not_exists=node.if_not_exists,
        owner=role_text(node.authrole) if node.authrole else None,
        note=whole_note(ddl),
    )
