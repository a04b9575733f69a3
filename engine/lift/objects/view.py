"""A view, plain, recursive or materialized."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pglast.enums import OnCommitAction, ViewCheckOption

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.object_names import optional_identifier, quote_identifier, quote_identifiers
from engine.lift.objects.unsupported_shape import UnsupportedShape, expect_only
from engine.spec.model import ViewSpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

PERSISTENCE = {"p": None, "u": "unlogged", "t": "temporary"}
CHECKS = {
    ViewCheckOption.NO_CHECK_OPTION: None,
    ViewCheckOption.LOCAL_CHECK_OPTION: "local",
    ViewCheckOption.CASCADED_CHECK_OPTION: "cascaded",
}
INTO = {"rel", "colNames", "accessMethod", "options", "tableSpaceName", "skipData", "onCommit"}


def lift_view(ddl: Ddl, node: Parsed) -> ViewSpec:
    """CREATE VIEW."""
    expect_only(node, {"view", "aliases", "query", "replace", "options", "withCheckOption"})
    check = CHECKS[ViewCheckOption(node.withCheckOption)]
    keyword = ddl.find("VIEW")
    query = ddl.find("AS", ddl.at(node.view.location)) + 1
    return ViewSpec(
        name=quote_identifier(node.view.relname),
        schema=optional_identifier(node.view.schemaname),
        replace=bool(node.replace),
        columns=quote_identifiers(node.aliases),
        query=ddl.slice(query, _check_option(ddl) if check else ddl.end),
        recursive=ddl.name(keyword - 1) == "RECURSIVE",
        persistence=PERSISTENCE[node.view.relpersistence],
        with_=view_options(ddl, node.options or (), query),
        check_option=check,
        note=whole_note(ddl),
    )


def _check_option(ddl: Ddl) -> int:
    """Return where WITH [LOCAL | CASCADED] CHECK OPTION begins; it ends the statement."""
    words = 3 if ddl.name(ddl.end - 3) == "WITH" else 4
    return ddl.end - words


def lift_materialized_view(ddl: Ddl, node: Parsed) -> ViewSpec:
    """Lift CREATE MATERIALIZED VIEW."""
    expect_only(node, {"query", "into", "objtype", "if_not_exists"})
    into = node.into
    expect_only(into, INTO)
    if OnCommitAction(into.onCommit) is not OnCommitAction.ONCOMMIT_NOOP:
        raise UnsupportedShape("ON COMMIT of a view")
    query = ddl.find("AS", ddl.at(into.rel.location)) + 1
    return ViewSpec(
        name=quote_identifier(into.rel.relname),
        schema=optional_identifier(into.rel.schemaname),
        if_not_exists=bool(node.if_not_exists),
        columns=quote_identifiers(into.colNames),
        query=ddl.slice(query, data_clause(ddl)),
        materialized=True,
        persistence=PERSISTENCE[into.rel.relpersistence],
        using=optional_identifier(into.accessMethod),
        with_=view_options(ddl, into.options or (), query),
        tablespace=optional_identifier(into.tableSpaceName),
        with_data=False if into.skipData else None,
        note=whole_note(ddl),
    )


def data_clause(ddl: Ddl) -> int:
    """Return where WITH [NO] DATA begins, or the end of the statement."""
    if ddl.name(ddl.end - 1) != "DATA_P":
        return ddl.end
    words = 3 if ddl.name(ddl.end - 2) == "NO" else 2
    if ddl.name(ddl.end - words) != "WITH":
        return ddl.end
    return ddl.end - words


def view_options(ddl: Ddl, options: Iterable[Parsed], query: int) -> tuple[tuple[str, str], ...]:
    """Return the options before the query; one without a value is true."""
    if not options:
        return ()
    said = []
    pieces = ddl.items(ddl.inside(ddl.find("WITH", 0, query) + 1))
    for option, piece in zip(options, pieces, strict=True):
        if option.defnamespace:
            raise UnsupportedShape("an option with a namespace")
        equals = ddl.seek("ASCII_61", *piece)
        said.append((quote_identifier(option.defname), "true" if equals is None else ddl.slice(equals + 1, piece.stop)))
    return tuple(said)
