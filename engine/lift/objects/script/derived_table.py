"""CREATE TABLE AS: a table with the rows of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pglast.enums import OnCommitAction

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.object_names import optional_identifier, quote_identifiers, relation_name
from engine.lift.objects.unsupported_shape import expect_only
from engine.lift.objects.view import INTO, PERSISTENCE, data_clause, view_options
from engine.spec.model import DerivedTableSpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

_ON_COMMIT = {
    OnCommitAction.ONCOMMIT_NOOP: None,
    OnCommitAction.ONCOMMIT_PRESERVE_ROWS: "preserve rows",
    OnCommitAction.ONCOMMIT_DELETE_ROWS: "delete rows",
    OnCommitAction.ONCOMMIT_DROP: "drop",
}


def lift_derived_table(ddl: Ddl, node: Parsed) -> DerivedTableSpec:
    """Lift CREATE TABLE AS; the query stays SQL."""
    expect_only(node, {"query", "into", "objtype", "if_not_exists"})
    into = node.into
    expect_only(into, INTO)
    query = ddl.find("AS", ddl.at(into.rel.location)) + 1
    return DerivedTableSpec(
        create_table=relation_name(into.rel),
        if_not_exists=bool(node.if_not_exists),
        persistence=PERSISTENCE[into.rel.relpersistence],
        columns=quote_identifiers(into.colNames),
        using=optional_identifier(into.accessMethod),
        with_=view_options(ddl, into.options or (), query),
        on_commit=_ON_COMMIT[OnCommitAction(into.onCommit)],
        tablespace=optional_identifier(into.tableSpaceName),
        query=ddl.slice(query, data_clause(ddl)),
        with_data=False if into.skipData else None,
        note=whole_note(ddl),
    )
