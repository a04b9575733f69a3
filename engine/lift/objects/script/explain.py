"""EXPLAIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.script.statement_words import OPENING, word_at
from engine.spec.model import ExplainSpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed


def lift_explain(ddl: Ddl, node: Parsed) -> ExplainSpec:
    """Lift EXPLAIN with its options: the words before the query are options, too."""
    if node.options and ddl.name(1) == OPENING:
        options = tuple(ddl.slice(*piece) for piece in ddl.items(ddl.inside(1)))
        first = ddl.closing(1) + 1
    else:
        first = 1 + len(node.options or ())
        options = tuple(word_at(ddl, at) for at in range(1, first))
    return ExplainSpec(explain=ddl.slice(first, ddl.end), options=options, note=whole_note(ddl))
