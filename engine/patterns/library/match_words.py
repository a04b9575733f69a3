"""Search without an index: patterns that share words with a query, best first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from engine.patterns.library.library_pattern import LibraryPattern

_WORD = re.compile(r"[a-z0-9]+")
WEIGHTS = (("id", 4.0), ("title", 4.0), ("tags", 3.0), ("category", 2.0), ("namespace", 2.0), ("description", 1.0))


@dataclass(frozen=True, slots=True)
class PatternHit:
    """A pattern that was found, its score, and the words of the query that it shares."""

    pattern: LibraryPattern
    score: float
    words: tuple[str, ...]


def match_words(patterns: Iterable[LibraryPattern], query: str) -> list[PatternHit]:
    """Return the patterns that share a word with the query; a word counts more in a title than in a description."""
    wanted = sorted(set(_words(query)))
    hits = (_hit(pattern, wanted) for pattern in patterns)
    return sorted((hit for hit in hits if hit.score), key=lambda hit: (-hit.score, hit.pattern.id))


def _hit(pattern: LibraryPattern, wanted: list[str]) -> PatternHit:
    weights = {word: _weight(pattern, word) for word in wanted}
    return PatternHit(pattern, sum(weights.values()), tuple(word for word, weight in weights.items() if weight))


def _weight(pattern: LibraryPattern, word: str) -> float:
    return max((weight for name, weight in WEIGHTS if word in _words(_text(pattern, name))), default=0.0)


def _text(pattern: LibraryPattern, name: str) -> str:
    value = getattr(pattern, name)
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _words(text: str) -> list[str]:
    """The words of a text, without the plural s."""
    return [word.removesuffix("s") if len(word) > 3 else word for word in _WORD.findall(text.lower())]
