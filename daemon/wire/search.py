"""Searches over the units of a project on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass

MAX_QUESTION = 2000
MAX_RESULTS = 100


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question in words; `kinds` narrow it to units of these kinds."""

    question: str
    kinds: tuple[str, ...] = ()
    limit: int = 10

    def __post_init__(self) -> None:
        if not self.question.strip() or len(self.question) > MAX_QUESTION:
            raise ValueError(f"a question has 1 to {MAX_QUESTION} characters")
        if not 0 < self.limit <= MAX_RESULTS:
            raise ValueError(f"a search has 1 to {MAX_RESULTS} results")


@dataclass(frozen=True, slots=True)
class SearchTicket:
    """A search that was accepted; a worker answers it."""

    id: str
    project: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A unit that was found; `ranks` has its place in each view that found it, from 1."""

    unit: int
    kind: str
    name: str
    path: str
    score: float
    ranks: Mapping[str, int]
    copies: int = 0


@dataclass(frozen=True, slots=True)
class SearchReply:
    """`is_answered` is false while a worker looks; `notes` say what the search had to do without."""

    id: str
    is_answered: bool
    results: tuple[SearchResult, ...] = ()
    milliseconds: float = 0.0
    notes: tuple[str, ...] = ()
