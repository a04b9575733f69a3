"""Another variable of the same type."""

from collections.abc import Iterator

from engine.plpgsql.tree import Assign
from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.routine.body_view import BodyView
from engine.trial.routine.typed_variables import peers


def _edits(view: BodyView) -> Iterator[TextEdit]:
    others = peers(view)
    for fragment in view.fragments():
        before = None
        for token in view.tokens_of(fragment):
            if before != "." and token.name == "IDENT":
                yield from (TextEdit(token.start, token.end, other) for other in others.get(token.word, ())[:1])
            before = token.word
    for each in view.of(Assign):
        for other in others.get(each.target.text.lower(), ())[:1]:
            yield TextEdit(each.target.span.start, each.target.span.end, other)


FAMILY = MutantFamily("wrong variable", _edits, is_translator=True)
