"""NULL treated differently: COALESCE lost, IS NULL turned around, a null-safe comparison made plain or the reverse."""

from collections.abc import Iterator, Sequence

from engine.plpgsql.tree import Token
from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.mutate.token_runs import call_arguments
from engine.trial.routine.body_view import BodyView


def _edits(view: BodyView) -> Iterator[TextEdit]:
    for fragment in view.fragments():
        tokens = view.tokens_of(fragment)
        yield from _lost_coalesce(view, tokens)
        for at, token in enumerate(tokens):
            if token.word == "is":
                yield from _turned(tokens, at)


def _lost_coalesce(view: BodyView, tokens: Sequence[Token]) -> Iterator[TextEdit]:
    for at, runs in call_arguments(tokens):
        if tokens[at].word in {"coalesce", "nullif"} and runs[0][0] < runs[0][1]:
            first, end = runs[0]
            kept = view.text[tokens[first].start : tokens[end - 1].end]
            yield TextEdit(tokens[at].start, tokens[runs[-1][1]].end, f"({kept})")


def _turned(tokens: Sequence[Token], at: int) -> Iterator[TextEdit]:
    words = [token.word for token in tokens[at + 1 : at + 4]]
    if words[:1] == ["not"]:
        yield TextEdit(tokens[at + 1].start, tokens[at + 1].end, "")
    elif words:
        yield TextEdit(tokens[at].end, tokens[at].end, " NOT")
    if words[:2] == ["distinct", "from"]:
        yield TextEdit(tokens[at].start, tokens[at + 2].end, "<>")
    if words == ["not", "distinct", "from"]:
        yield TextEdit(tokens[at].start, tokens[at + 3].end, "=")


FAMILY = MutantFamily("NULL", _edits, is_translator=True)
