"""Another constant: a number one more or one less, a text with a letter more."""

from collections.abc import Iterator

from engine.plpgsql.tree import Raise, Token
from engine.trial.mutate.mutant import Edit, MutantFamily
from engine.trial.routine.body_view import BodyView


def _edits(view: BodyView) -> Iterator[Edit]:
    for fragment in view.fragments():
        for token in view.tokens_of(fragment):
            yield from _others(token)
    for each in view.of(Raise):
        if each.message is not None:
            yield Edit(each.message.span.end - 1, each.message.span.end - 1, "x")


def _others(token: Token) -> Iterator[Edit]:
    if token.name == "ICONST" and token.word.isdecimal():
        yield Edit(token.start, token.end, str(int(token.word) + 1))
        yield Edit(token.start, token.end, f"({int(token.word) - 1})")
    elif token.name == "FCONST":
        yield Edit(token.start, token.end, f"({token.word} + 1)")
    elif token.name == "SCONST" and token.word.startswith("'"):
        yield Edit(token.end - 1, token.end - 1, "x")


FAMILY = MutantFamily("constant", _edits)
