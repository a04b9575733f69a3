"""What can be found: a unit or a pattern, as words by field and as a fingerprint."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

NO_SHAPE: Mapping[int, float] = {}

# How much a word counts in each field: a name says more than one of many columns.
FIELD_WEIGHTS: Mapping[str, float] = {
    "name": 3.0,
    "tags": 2.0,
    "comment": 1.6,
    "purpose": 0.8,
    "message": 1.6,
    "step": 0.8,
    "identifier": 0.8,
}


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """`words` holds stems by field; `card` is the text that a language model reads; `shape` is the fingerprint.

    `passages` are further texts for the model: a question is as near to the document as to the nearest of its texts.

    `kind` and `project` are what searches filter by.
    """

    id: str
    kind: str
    title: str
    words: Mapping[str, tuple[str, ...]]
    card: str
    shape: Mapping[int, float] = field(default_factory=lambda: NO_SHAPE, repr=False)
    project: str = ""
    path: str = ""
    line: int = 0
    passages: tuple[str, ...] = ()

    def without_content(self) -> "SearchDocument":
        """Return what results show of it: an index in memory keeps the content in its views."""
        return replace(self, words={}, card="", shape=NO_SHAPE, passages=())

    def weighted_words(self) -> dict[str, float]:
        """Return each stem with its frequency, weighted by the fields where it is."""
        found: dict[str, float] = {}
        for name, words in self.words.items():
            weight = FIELD_WEIGHTS[name]
            for word in words:
                found[word] = found.get(word, 0.0) + weight
        return found
