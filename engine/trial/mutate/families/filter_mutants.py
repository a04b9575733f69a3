"""A query that has lost a term of its WHERE, HAVING or join condition, or that returns duplicates otherwise."""

import itertools
from collections.abc import Iterator

from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.mutate.token_runs import filter_terms
from engine.trial.routine.body_view import BodyView


def _edits(view: BodyView) -> Iterator[TextEdit]:
    for fragment in view.fragments():
        tokens = view.tokens_of(fragment)
        for first, end in filter_terms(tokens):
            if first < end:
                yield TextEdit(tokens[first].start, tokens[end - 1].end, "true")
        for before, token in itertools.pairwise(tokens):
            if before.word == "union" and token.word == "all":
                yield TextEdit(token.start, token.end, "")
            elif before.word == "union":
                yield TextEdit(before.end, before.end, " ALL")


FAMILY = MutantFamily("lost filter", _edits, is_translator=True)
