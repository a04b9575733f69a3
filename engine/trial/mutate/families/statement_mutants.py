"""A statement that is missing."""

from collections.abc import Iterator

from engine.plpgsql.tree import Block, Null, Return
from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.routine.body_view import BodyView


def _edits(view: BodyView) -> Iterator[TextEdit]:
    if view.block is None:
        return
    last = view.block.steps[-1:]
    for each in view.statements():
        is_end = isinstance(each, Return) and each in last
        if each is not view.block and not is_end and not isinstance(each, Null | Block):
            yield TextEdit(each.span.start, each.span.end, "NULL;")


FAMILY = MutantFamily("missing statement", _edits)
