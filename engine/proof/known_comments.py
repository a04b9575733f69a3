"""Descriptions that come from a COMMENT elsewhere in the file of a unit."""

from collections.abc import Iterable, Sequence

from pglast import ast
from pglast.enums import ObjectType

from engine.proof.ddl.statement_form import normalize_statements
from engine.proof.ddl.tree_form import Tree
from engine.source.split_file import split
from engine.source.unit import Unit

About = tuple[str, str]
"""What a COMMENT is about: a name and the type of the object."""


def without_known_comments(lowered: str, comments: Sequence[str]) -> str:
    """Return a lowered text without the COMMENT statements that `comments` have too, as the last about their object.

    They say again what the file says already, so what is left is all that the unit's own SQL has to account for.
    """
    if not comments or "COMMENT ON" not in lowered:
        return lowered
    known = {about: form for text in comments for about, form in _comments(split(text).units)}
    again = [unit for unit in split(lowered).units if (found := _comment(unit)) and known.get(found[0]) == found[1]]
    for unit in reversed(again):
        lowered = lowered[: unit.span.start] + lowered[unit.span.end :]
    return lowered


def _comments(units: Iterable[Unit]) -> list[tuple[About, Tree]]:
    return [found for unit in units if (found := _comment(unit))]


def _comment(unit: Unit) -> tuple[About, Tree] | None:
    """Return what a COMMENT is about and its normal form; None for any other statement."""
    if not isinstance(unit.node, ast.CommentStmt):
        return None
    (form,) = normalize_statements([ast.RawStmt(stmt=unit.node)])
    return (unit.name, ObjectType(unit.node.objtype).name), form.tree
