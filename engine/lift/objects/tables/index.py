"""An index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.object_names import optional_identifier, quote_identifier, relation_name
from engine.lift.objects.unsupported_shape import UnsupportedShape, expect_only
from engine.spec.model import IndexSpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

KNOWN = {
    "idxname", "relation", "accessMethod", "tableSpace", "indexParams", "indexIncludingParams", "options",
    "whereClause", "unique", "nulls_not_distinct", "concurrent", "if_not_exists",
}  # fmt: skip


def lift_index(ddl: Ddl, node: Parsed) -> IndexSpec:
    """CREATE INDEX, with its table."""
    expect_only(node, KNOWN)
    opening = ddl.find("ASCII_40", ddl.at(node.relation.location))
    behind = ddl.closing(opening) + 1
    where = ddl.find("WHERE", behind) if node.whereClause else None
    return IndexSpec(
        name=optional_identifier(node.idxname),
        table=relation_name(node.relation),
        if_not_exists=bool(node.if_not_exists),
        unique=bool(node.unique),
        using=quote_identifier(node.accessMethod) if ddl.name(opening - 2) == "USING" else None,
        columns=tuple(ddl.slice(*item) for item in ddl.items(ddl.inside(opening))),
        include=_included(node),
        where=None if where is None else ddl.slice(where + 1, ddl.end),
        with_=ddl.parenthesised(ddl.find("WITH", behind, where) + 1) if node.options else None,
        nulls_not_distinct=bool(node.nulls_not_distinct) or None,
        only=not node.relation.inh,
        concurrently=bool(node.concurrent),
        tablespace=optional_identifier(node.tableSpace),
        note=whole_note(ddl),
    )


def _included(node: Parsed) -> tuple[str, ...]:
    for element in node.indexIncludingParams or ():
        if not element.name:
            raise UnsupportedShape("an expression among the included columns")
    return tuple(quote_identifier(element.name) for element in node.indexIncludingParams or ())
