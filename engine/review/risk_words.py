"""Risk words: the places where a unit's name or text is about money and the like."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

RISK_WORDS = ("tax", "refund", "payment", "credit", "payout", "approval", "reconciliation")
_ENDINGS = ("", "s", "es", "ed", "ing")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")  # the words of snake_case, camelCase and prose alike


@dataclass(frozen=True, slots=True)
class RiskWordMatch:
    """A risk word, and the characters of the text where it was found."""

    word: str
    start: int
    end: int


def find_risk_words(words: Iterable[str], text: str) -> Iterator[RiskWordMatch]:
    """Yield each place where a text has one of the words, alone or with a common ending, not inside another word."""
    small = text.lower()
    known = {f"{word}{ending}": word for word in words if word in small for ending in _ENDINGS}
    if not known:
        return  # true of most texts, so worth a check
    for match in _WORD.finditer(text):
        word = known.get(match[0].lower())
        if word is not None:
            yield RiskWordMatch(word, match.start(), match.end())
