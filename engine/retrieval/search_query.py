"""What is asked for: a question in words, or a piece of SQL that others may resemble."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.retrieval.search_document import NO_SHAPE, SearchDocument
from engine.retrieval.words.related_words import widen_query
from engine.retrieval.words.split_words import stems

_MOST_TEXT = 240  # the time of a model grows with the length, and shapes decide about code


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`words` are stems with weights, `text` is for a language model, `shape` is empty for a question.

    `kinds` and `projects` narrow the search before anything is ranked; empty means all.
    """

    text: str
    words: Mapping[str, float]
    shape: Mapping[int, float] = field(default_factory=lambda: NO_SHAPE)
    kinds: frozenset[str] = frozenset()
    projects: frozenset[str] = frozenset()

    @property
    def is_code(self) -> bool:
        """Whether it is a piece of SQL."""
        return bool(self.shape)


def question(text: str, kinds: frozenset[str] = frozenset(), projects: frozenset[str] = frozenset()) -> SearchQuery:
    """Return a question in words."""
    return SearchQuery(text, widen_query(stems(text)), NO_SHAPE, kinds, projects)


def query_by_example(document: SearchDocument, kinds: frozenset[str] = frozenset()) -> SearchQuery:
    """Return a query for what resembles a document; a model reads only the beginning of its text, which names it."""
    return SearchQuery(document.card[:_MOST_TEXT], document.weighted_words(), document.shape, kinds)
