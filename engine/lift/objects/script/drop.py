"""DROP of an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.objects.ddl import Piece
from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.script.statement_words import after_words, read_kind, word_at
from engine.spec.model import DropSpec
from engine.spec.objects.statements.object_kinds import DROPPED_KINDS

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

_BEHAVIOURS = {"cascade", "restrict"}


def lift_drop(ddl: Ddl, _node: Parsed) -> DropSpec:
    """Lift DROP with its names; RESTRICT is the default."""
    kind, at = read_kind(ddl, 1, DROPPED_KINDS)
    names_at = after_words(ddl, after_words(ddl, at, "concurrently"), "if", "exists")
    stop = ddl.end - (word_at(ddl, ddl.end - 1) in _BEHAVIOURS)
    return DropSpec(
        drop=kind,
        names=tuple(ddl.slice(*piece) for piece in ddl.items(Piece(names_at, stop))),
        concurrently=word_at(ddl, at) == "concurrently",
        if_exists=word_at(ddl, names_at - 1) == "exists",
        cascade=word_at(ddl, ddl.end - 1) == "cascade",
        note=whole_note(ddl),
    )
