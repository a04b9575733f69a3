"""Hints: `/*+ … */` is not a comment, pg_hint_plan reads from it how to run a statement."""

from engine.plpgsql.tree import Comment, Token
from engine.proof.difference_error import DifferenceError
from engine.proof.text.identifiers import strip_quotes
from engine.proof.text.lexical_words import HINT

Scanned = tuple[tuple[Token, ...], tuple[Comment, ...]]


def compare_hints(original: Scanned, lowered: Scanned) -> None:
    """Fail unless both texts have the same hints in the same places."""
    if _hints(*original) != _hints(*lowered):
        raise DifferenceError("the hints for the planner differ")


def _hints(tokens: tuple[Token, ...], comments: tuple[Comment, ...]) -> list[tuple[str, list[str]]]:
    """Return every hint with all the words before it: it belongs to a position in its statement."""
    return [
        (comment.text, [strip_quotes(token.word) for token in tokens if token.end <= comment.span.start])
        for comment in comments
        if comment.text.startswith(HINT)
    ]
