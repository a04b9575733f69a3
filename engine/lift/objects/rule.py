"""A rewrite rule."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pglast.parser import scan

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.object_names import quote_identifier, relation_name
from engine.lift.objects.unsupported_shape import expect_only
from engine.spec.model import RuleSpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

KNOWN = {"relation", "rulename", "whereClause", "event", "instead", "actions", "replace"}
_WORDS = {"ALSO", "INSTEAD"}
_SEMICOLON = "ASCII_59"


def lift_rule(ddl: Ddl, node: Parsed) -> RuleSpec:
    """Lift CREATE RULE, with its table."""
    expect_only(node, KNOWN)
    table = ddl.at(node.relation.location)
    event, do = ddl.find("ON") + 1, ddl.find("DO", table)
    where = ddl.seek("WHERE", table, do)
    first = do + 1 + (ddl.name(do + 1) in _WORDS)
    return RuleSpec(
        name=quote_identifier(node.rulename),
        replace=node.replace,
        table=relation_name(node.relation),
        event=ddl.text[ddl.tokens[event].start : ddl.tokens[event].end + 1].lower(),
        when=None if where is None else ddl.slice(where + 1, do),
        instead=node.instead,
        commands=tuple(_commands(ddl, first)) if node.actions else (),
        note=whole_note(ddl),
    )


def _commands(ddl: Ddl, first: int) -> list[str]:
    """Return the commands after DO: one, or several in parentheses with semicolons between them."""
    is_group = ddl.name(first) == "ASCII_40" and ddl.closing(first) == ddl.end - 1
    start, stop = (first + 1, ddl.end - 1) if is_group else (first, ddl.end)
    breaks = [ddl.at(token.start) for token in scan(ddl.text) if token.name == _SEMICOLON] if is_group else []
    edges = [start, *(each for each in breaks if start < each < stop), stop]
    return [ddl.slice(begin, end) for begin, end in pairwise(edges) if begin < end]
