"""COMMENT ON an object that is not in the same file, or that has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.script.statement_words import word_at
from engine.lift.objects.unsupported_shape import UnsupportedShape
from engine.spec.model import CommentOnSpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed


def lift_comment_on(ddl: Ddl, node: Parsed) -> CommentOnSpec:
    """Lift COMMENT ON; a text of several literals is kept whole."""
    if word_at(ddl, ddl.end - 2) != "is":
        raise UnsupportedShape("a comment of several literals")
    return CommentOnSpec(comment_on=ddl.slice(2, ddl.end - 2), text=node.comment, note=whole_note(ddl))
