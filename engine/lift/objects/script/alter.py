"""ALTER of an object that is not in the same file, or that a specification cannot state as already changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pglast import ast

from engine.lift.objects.ddl import Piece
from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.script.statement_words import OPENING, after_name, after_words, read_kind, word_at
from engine.lift.objects.unsupported_shape import UnsupportedShape
from engine.spec.model import AlterSpec
from engine.spec.objects.statements.object_kinds import ALTERED_KINDS

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

_ON_TABLE = {"trigger", "policy", "rule"}
_WITH_ARGUMENTS = {"function", "procedure", "routine", "aggregate", "operator"}


def lift_alter(ddl: Ddl, node: Parsed) -> AlterSpec:
    """Lift ALTER with its commands; only ALTER TABLE and the like may have several."""
    kind, at = read_kind(ddl, 1, ALTERED_KINDS)
    only_at = after_words(ddl, at, "if", "exists")
    name_at = after_words(ddl, only_at, "only")
    first = _after_object(ddl, kind, name_at)
    if first >= ddl.end:
        raise UnsupportedShape("ALTER without a command")
    commands = [Piece(first, ddl.end)]
    if isinstance(node, ast.AlterTableStmt):
        commands = ddl.items(*commands)
    return AlterSpec(
        alter=kind,
        name=ddl.slice(name_at, first),
        if_exists=only_at > at,
        only=name_at > only_at,
        commands=tuple(ddl.slice(*piece) for piece in commands),
        note=whole_note(ddl),
    )


def _after_object(ddl: Ddl, kind: str, at: int) -> int:
    end = after_name(ddl, at)
    if kind in _WITH_ARGUMENTS and ddl.name(end) == OPENING:
        return ddl.closing(end) + 1
    if kind in _ON_TABLE and word_at(ddl, end) == "on":
        return after_name(ddl, end + 1)
    return end
