"""The first two arguments of a call swapped."""

import itertools
from collections.abc import Iterator

from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.mutate.token_runs import call_arguments
from engine.trial.routine.body_view import BodyView


def _edits(view: BodyView) -> Iterator[TextEdit]:
    for fragment in view.fragments():
        tokens = view.tokens_of(fragment)
        for _, runs in call_arguments(tokens):
            for one, other in itertools.pairwise(runs):
                first, second = ((tokens[start].start, tokens[end - 1].end) for start, end in (one, other))
                texts = view.text[first[0] : first[1]], view.text[second[0] : second[1]]
                if texts[0] != texts[1]:
                    yield TextEdit(first[0], second[1], f"{texts[1]}, {texts[0]}")


FAMILY = MutantFamily("swapped arguments", _edits, is_translator=True)
