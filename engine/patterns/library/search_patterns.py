"""Search the library by the views of `engine.retrieval`, without a model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.patterns.library.library_pattern import LibraryPattern

if TYPE_CHECKING:
    from engine.retrieval.search_index import SearchIndex

MOST_HITS = 200
_KEPT_INDEXES = 4  # an index takes some milliseconds to build; people search while they type


@dataclass(frozen=True, slots=True)
class PatternHit:
    """A pattern that was found, its score, and its place in each view that found it, from 1."""

    pattern: LibraryPattern
    score: float
    ranks: Mapping[str, int]

    def reasons(self) -> tuple[str, ...]:
        """Return the places in words, best first."""
        return tuple(f"{view} #{rank}" for view, rank in sorted(self.ranks.items(), key=lambda each: each[1]))


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns as the key of a cache: equal digests give equal indexes."""

    digests: tuple[str, ...]
    patterns: tuple[LibraryPattern, ...] = field(compare=False)


def search_patterns(patterns: Iterable[LibraryPattern], query: str) -> list[PatternHit]:
    """Return the patterns that a question means, best first; only those that share words with it if there are any."""
    from engine.retrieval.search_query import question

    given = tuple(patterns)
    by_id = {each.id: each for each in given}
    found = _index_of(_Patterns(tuple(each.digest for each in given), given)).search(question(query), MOST_HITS)
    hits = [PatternHit(by_id[each.id], each.score, each.ranks) for each in found.hits]
    return [each for each in hits if "words" in each.ranks] or hits


@lru_cache(_KEPT_INDEXES)
def _index_of(key: _Patterns) -> "SearchIndex":
    from engine.patterns.library.pattern_documents import pattern_documents
    from engine.retrieval.search_index import build_index

    return build_index(list(pattern_documents(key.patterns)))
