"""Where two texts differ, as people read it: the line of each."""

from engine.proof.difference_error import DifferenceError
from engine.proof.text.lexical_words import find_first_difference, lexical_words
from engine.text_difference import Difference, LineExcerpt

_WIDTH = 100


def difference_from_error(found: DifferenceError, original: str, lowered: str) -> Difference:
    """Return a difference with the lines of both texts; without a position, the first words that differ are shown."""
    at, at_there = found.original, found.lowered
    if at is None and at_there is None:
        at, at_there = _first_unlike_words(original, lowered)
    elif at is not None and at_there is not None:
        at, at_there = _first_unlike_characters(original, lowered, at, at_there)
    return Difference(found.reason, excerpt_line(original, at), excerpt_line(lowered, at_there))


def excerpt_line(text: str, at: int | None) -> LineExcerpt | None:
    """Return the line around a character."""
    if at is None:
        return None
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    return LineExcerpt(text.count("\n", 0, at) + 1, line.strip()[:_WIDTH])


def _first_unlike_characters(original: str, lowered: str, at: int, at_there: int) -> tuple[int, int]:
    """Return where two statements part: they are reported where they begin, and may be alike for many lines.

    Blanks and case are skipped. If one statement begins like the other to its end, it is reported where it begins.
    """
    here, there = at, at_there
    while (here := _skip_blanks(original, here)) < len(original):
        there = _skip_blanks(lowered, there)
        if original[here].lower() != lowered[there : there + 1].lower():
            return here, min(there, max(len(lowered) - 1, 0))
        here, there = here + 1, there + 1
    return at, at_there


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _first_unlike_words(original: str, lowered: str) -> tuple[int, int] | tuple[None, None]:
    """Where the words part, bodies apart: those are compared by themselves."""
    try:
        words, words_there = (
            [found for found in lexical_words(text) if not found[1].startswith("$")] for text in (original, lowered)
        )
    except DifferenceError:
        return None, None
    return find_first_difference(words, words_there) or (None, None)
