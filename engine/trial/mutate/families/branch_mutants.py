"""A branch that is lost: an ELSE, an ELSIF, an arm of CASE, an arm of EXCEPTION."""

from collections.abc import Iterator

from engine.plpgsql.tree import Block, Case, If
from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.routine.body_view import BodyView


def _edits(view: BodyView) -> Iterator[TextEdit]:
    for each in view.of(If):
        yield from (TextEdit(arm.span.start, arm.span.end, "") for arm in each.elsifs)
        yield from _lost_else(each)
    for each in view.of(Case):
        if len(each.cases) > 1:
            yield from (TextEdit(arm.span.start, arm.span.end, "") for arm in each.cases)
        yield from _lost_else(each)
    for block in view.of(Block):
        yield from _lost_handlers(view, block)


def _lost_else(each: If | Case) -> Iterator[TextEdit]:
    if each.otherwise:
        yield TextEdit(each.otherwise[0].span.start, each.otherwise[-1].span.end, "NULL;")


def _lost_handlers(view: BodyView, block: Block) -> Iterator[TextEdit]:
    if len(block.handlers) > 1:
        yield from (TextEdit(arm.span.start, arm.span.end, "") for arm in block.handlers)
    elif block.handlers:
        arm = block.handlers[0]
        word = [token for token in view.tokens if token.end <= arm.span.start][-1]
        yield TextEdit(word.start, arm.span.end, "")


FAMILY = MutantFamily("lost branch", _edits, is_translator=True)
