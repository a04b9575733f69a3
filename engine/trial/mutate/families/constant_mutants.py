"""Another constant: a number one more or one less, a text with a letter more."""

from collections.abc import Iterator, Sequence

from engine.plpgsql.tree import Raise, Token
from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.routine.body_view import BodyView


def _edits(view: BodyView) -> Iterator[TextEdit]:
    for fragment in view.fragments():
        tokens = view.tokens_of(fragment)
        for at, token in enumerate(tokens):
            if not _is_ignored(tokens, at):
                yield from _others(token)
    for each in view.of(Raise):
        if each.message is not None:
            yield TextEdit(each.message.span.end - 1, each.message.span.end - 1, "x")


def _is_ignored(tokens: Sequence[Token], at: int) -> bool:
    """Whether a constant is the list of EXISTS (SELECT 1 …), which nobody reads."""
    return [token.word for token in tokens[max(at - 3, 0) : at]] == ["exists", "(", "select"]


def _others(token: Token) -> Iterator[TextEdit]:
    if token.name == "ICONST" and token.word.isdecimal():
        yield TextEdit(token.start, token.end, str(int(token.word) + 1))
        yield TextEdit(token.start, token.end, f"({int(token.word) - 1})")
    elif token.name == "FCONST":
        yield TextEdit(token.start, token.end, f"({token.word} + 1)")
    elif token.name == "SCONST" and token.word.startswith("'"):
        yield TextEdit(token.end - 1, token.end - 1, "x")


FAMILY = MutantFamily("constant", _edits)
