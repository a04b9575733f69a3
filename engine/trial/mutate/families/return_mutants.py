"""RETURN NEXT and RETURN QUERY that end the routine, and a loop that ends after its first round."""

from collections.abc import Iterator

from engine.plpgsql.tree import ForCursor, Foreach, ForQuery, ForRange, ReturnNext, ReturnQuery, While
from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.routine.body_view import BodyView


def _edits(view: BodyView) -> Iterator[TextEdit]:
    for each in view.of(ReturnNext, ReturnQuery):
        yield TextEdit(each.span.end, each.span.end, " RETURN;")
    for loop in view.of(ForQuery, ForRange, ForCursor, Foreach, While):
        if loop.steps:
            yield TextEdit(loop.steps[-1].span.end, loop.steps[-1].span.end, " EXIT;")


FAMILY = MutantFamily("early end", _edits, is_translator=True)
