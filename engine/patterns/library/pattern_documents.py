"""Patterns of the library as documents that search finds."""

from collections.abc import Iterable, Iterator

from engine.patterns.library.library_pattern import LibraryPattern, Tier
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.words.split_words import split_words, stems

PATTERN = "pattern"
PRIMITIVE = "primitive"  # a step is seldom what a question means


def pattern_documents(patterns: Iterable[LibraryPattern]) -> Iterator[SearchDocument]:
    """Yield each pattern as a document; its words are those of its title, tags, description and parameters."""
    for pattern in patterns:
        explained = " ".join(each.description for each in pattern.parameters)
        texts = {
            "name": f"{pattern.title} {pattern.id.rpartition('.')[2]}",
            "tags": " ".join((*pattern.tags, pattern.category)),
            "comment": pattern.description,
            "purpose": " ".join(pattern.purposes),
            "identifier": f"{explained} {' '.join(each.name for each in pattern.parameters)}",
        }
        words = {field: tuple(stems(text)) for field, text in texts.items()}
        tags = " ".join(split_words(texts["tags"]))
        card = f"{pattern.title}. {pattern.description} {tags}"
        kind = PRIMITIVE if pattern.tier is Tier.PRIMITIVE else PATTERN
        yield SearchDocument(pattern.id, kind, pattern.id, words, card, passages=pattern.purposes)
