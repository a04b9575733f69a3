"""A trigger, of a table or of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.object_names import dotted_name, quote_identifier, quote_identifiers, relation_name
from engine.lift.objects.unsupported_shape import UnsupportedShape, expect_only
from engine.spec.model import EventTriggerSpec, Referencing, TriggerSpec, UpdateOf

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

KNOWN = {
    "replace", "isconstraint", "trigname", "relation", "funcname", "args", "row", "timing", "events", "columns",
    "whenClause", "transitionRels", "deferrable", "initdeferred", "constrrel",
}  # fmt: skip
TIMINGS = {0: "after", 2: "before", 64: "instead of"}
EVENTS = {"INSERT": "insert", "UPDATE": "update", "DELETE_P": "delete", "TRUNCATE": "truncate"}

_TIMES = {True: "deferred"}


def lift_trigger(ddl: Ddl, node: Parsed) -> TriggerSpec:
    """Lift CREATE TRIGGER, with its table."""
    expect_only(node, KNOWN)
    table = ddl.at(node.relation.location)
    function = ddl.find("EXECUTE", table)
    when = ddl.find("WHEN", table, function) if node.whenClause else None
    return TriggerSpec(
        name=quote_identifier(node.trigname),
        replace=bool(node.replace),
        constraint=bool(node.isconstraint),
        timing=TIMINGS[node.timing],
        events=_events(ddl, node, table),
        table=relation_name(node.relation),
        from_=relation_name(node.constrrel) if node.constrrel else None,
        referencing=_referencing(node),
        level=_level(ddl, node, table, function),
        when=ddl.parenthesised_after(when),
        function=dotted_name(node.funcname),
        arguments=tuple(argument.sval for argument in node.args or ()),
        deferrable=bool(node.deferrable) or None,
        initially=_TIMES.get(bool(node.initdeferred)),
        note=whole_note(ddl),
    )


def _events(ddl: Ddl, node: Parsed, table: int) -> tuple[str | UpdateOf, ...]:
    """Return the events in the order of the source, which the tree does not keep."""
    first = ddl.find("TRIGGER") + 2
    words = [EVENTS[token.name] for token in ddl.tokens[first:table] if token.name in EVENTS]
    of: str | UpdateOf = "update"
    if node.columns:
        of = UpdateOf(update=quote_identifiers(node.columns))
    return tuple(of if word == "update" else word for word in words)


def _referencing(node: Parsed) -> Referencing | None:
    names = {}
    for transition in node.transitionRels or ():
        if not transition.isTable:
            raise UnsupportedShape("REFERENCING a row")
        names["new" if transition.isNew else "old"] = quote_identifier(transition.name)
    if not names:
        return None
    return Referencing(**names)


def _level(ddl: Ddl, node: Parsed, table: int, function: int) -> str | None:
    if node.row:
        return "row"
    if ddl.seek("STATEMENT", table, function) is None:
        return None
    return "statement"


def lift_event_trigger(ddl: Ddl, node: Parsed) -> EventTriggerSpec:
    """Lift CREATE EVENT TRIGGER."""
    expect_only(node, {"trigname", "eventname", "whenclause", "funcname"})
    filters = node.whenclause or ()
    if len(filters) > 1 or any(found.defname != "tag" for found in filters):
        raise UnsupportedShape("an event trigger with a filter other than TAG")
    return EventTriggerSpec(
        name=quote_identifier(node.trigname),
        event=quote_identifier(node.eventname),
        tags=tuple(tag.sval for found in filters for tag in found.arg),
        function=dotted_name(node.funcname),
        note=whole_note(ddl),
    )
