"""CREATE of an object without a shape of its own: an operator, an aggregate, an extension, a role and others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.script.statement_words import OPENING, after_name, after_words, read_kind
from engine.spec.model import CreateSpec
from engine.spec.objects.statements.object_kinds import CREATED_KINDS

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

_EQUALS = "ASCII_61"
Options = tuple[tuple[str, str], ...]


def lift_create(ddl: Ddl, _node: Parsed) -> CreateSpec:
    """Lift CREATE with its options as a mapping, or else with the rest of its text."""
    kind_at = after_words(ddl, 1, "or", "replace")
    kind, at = read_kind(ddl, kind_at, CREATED_KINDS)
    name_at = after_words(ddl, at, "if", "not", "exists")
    first = _after_object(ddl, kind, name_at)
    options = _options(ddl, first)
    return CreateSpec(
        create=kind,
        name=ddl.slice(name_at, first),
        replace=kind_at > 1,
        if_not_exists=name_at > at,
        with_=options,
        definition=None if options else _rest(ddl, first),
        note=whole_note(ddl),
    )


def _rest(ddl: Ddl, first: int) -> str | None:
    if first >= ddl.end:
        return None
    return ddl.slice(first, ddl.end)


def _after_object(ddl: Ddl, kind: str, at: int) -> int:
    """Return the index after the name: a cast has its two types, an aggregate may have arguments before its options."""
    if kind == "cast":
        return ddl.closing(at) + 1
    end = after_name(ddl, at)
    if kind != "aggregate" or ddl.name(end) != OPENING or ddl.name(ddl.closing(end) + 1) != OPENING:
        return end
    return ddl.closing(end) + 1


def _options(ddl: Ddl, first: int) -> Options:
    """Return the options if the rest is a list of them in parentheses, each with another name and a value."""
    if ddl.name(first) != OPENING or ddl.closing(first) != ddl.end - 1:
        return ()
    pieces = ddl.items(ddl.inside(first))
    if any(ddl.name(piece.first + 1) != _EQUALS or piece.stop - piece.first < 3 for piece in pieces):
        return ()
    pairs = {ddl.slice(piece.first, piece.first + 1): ddl.slice(piece.first + 2, piece.stop) for piece in pieces}
    if len(pairs) < len(pieces):
        return ()
    return tuple(pairs.items())
