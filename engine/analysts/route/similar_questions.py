"""Answers to questions that are nearly the same: routines that differ in a few words.

Only names are shared this way, because the gate decides on each: a name that does not fit a similar routine is refused
there and costs nothing but the proof. Two questions are similar if at least 95 % of their runs of three words agree.
"""

import re
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from engine.analysts.route.canonical_question import CanonicalQuestion

LEAST = 0.95
KEPT = 500  # questions that are compared with; the oldest goes first
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A question as its runs of words, how many names it has, and its answer about numbered names."""

    version: str
    runs: frozenset[tuple[str, ...]]
    names: int
    answer: Any


@dataclass
class SimilarQuestions:
    """The latest questions of one model."""

    kept: deque[KeptQuestion] = field(default_factory=lambda: deque(maxlen=KEPT))

    def keep(self, version: str, question: CanonicalQuestion, answer: object) -> None:
        """Keep a question with its answer."""
        self.kept.append(KeptQuestion(version, word_runs(question.text), len(question.names), answer))

    def find(self, version: str, question: CanonicalQuestion) -> Any | None:  # noqa: ANN401 - a JSON value
        """Return the answer to the most similar question, if it is similar enough and has as many names."""
        runs = word_runs(question.text)
        kept = tuple(self.kept)  # other threads add to it
        fitting = (each for each in kept if each.version == version and each.names == len(question.names))
        best = max(fitting, key=lambda each: similarity(runs, each.runs), default=None)
        if best is None or similarity(runs, best.runs) < LEAST:
            return None
        return best.answer


def word_runs(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of three words of a text."""
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2)))


def similarity(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Return the share of runs that agree, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other))
