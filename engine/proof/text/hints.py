"""Comments that are none: `/*+ … */` tells pg_hint_plan how to run a statement."""

from engine.plpgsql.tree import Comment, Token
from engine.proof.difference_error import DifferenceError
from engine.proof.text.lexical_words import HINT

Scanned = tuple[tuple[Token, ...], tuple[Comment, ...]]


def compare_hints(original: Scanned, lowered: Scanned) -> None:
    """Fail unless both texts have the same hints in the same places."""
    if _hints(*original) != _hints(*lowered):
        raise DifferenceError("they give the planner other hints")


def _hints(tokens: tuple[Token, ...], comments: tuple[Comment, ...]) -> list[tuple[str, str, str]]:
    """Every hint between its neighbours: it says something only where it stands."""
    found: list[tuple[str, str, str]] = []
    for comment in comments:
        if comment.text.startswith(HINT):
            before = [token.word for token in tokens if token.end <= comment.span.start]
            after = [token.word for token in tokens if token.start >= comment.span.end]
            found.append((before[-1] if before else "", comment.text, after[0] if after else ""))
    return found
