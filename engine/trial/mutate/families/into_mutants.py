"""INTO with its targets swapped or another variable, and INTO without STRICT."""

from collections.abc import Iterator

from engine.plpgsql.tree import Into
from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.routine.body_view import BodyView
from engine.trial.routine.typed_variables import peers


def _edits(view: BodyView) -> Iterator[TextEdit]:
    others = peers(view)
    for into in view.of(Into):
        if into.strict:
            strict = next(token for token in view.tokens if token.word == "strict" and token.start >= into.span.start)
            yield TextEdit(strict.start, strict.end, "")
        for target in into.targets:
            yield from (
                TextEdit(target.span.start, target.span.end, other) for other in others.get(target.text.lower(), ())[:1]
            )
        if len(into.targets) > 1:
            first, second = into.targets[:2]
            between = view.text[first.span.end : second.span.start]
            yield TextEdit(first.span.start, second.span.end, f"{second.text}{between}{first.text}")


FAMILY = MutantFamily("INTO", _edits, is_translator=True)
