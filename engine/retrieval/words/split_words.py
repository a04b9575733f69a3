"""Texts and identifiers to stems: `shipOrder_v2` and "shipping of orders" share two."""

import re
from collections.abc import Iterator

from engine.retrieval.words.joined_words import split_joined
from engine.retrieval.words.stem_word import stem_word

_WORD = re.compile(r"[A-Za-z][a-z]+|[A-Z]+(?![a-z])|[a-z]+|\d+|[^\W\d_]+")

STOP_WORDS = frozenset({
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does",
    "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "let", "may", "me",
    "must", "my", "no", "not", "of", "off", "on", "one", "or", "our", "out", "shall", "should", "so", "some", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "up", "us", "was", "we",
    "were", "what", "when", "where", "which", "who", "whose", "why", "will", "with", "would", "you", "your",
})  # fmt: skip


def split_words(text: str) -> Iterator[str]:
    """Yield the words of a text in lower case; identifiers are split at underscores, digits and capitals."""
    yield from (found.group().lower() for found in _WORD.finditer(text))


def stems(text: str) -> Iterator[str]:
    """Yield the stems of the words of a text, without stop words and single letters."""
    for word in split_words(text):
        if len(word) > 1 and word not in STOP_WORDS:
            yield stem_word(word)
            yield from (stem_word(part) for part in split_joined(word))
