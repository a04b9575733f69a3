"""Decisions on the wire: what a person says of a unit, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from daemon.wire.inbox import LONGEST_QUERY, Item
from daemon.wire.problem import Problem

LONGEST_WORDS = 10_000
LONGEST_SPEC = 4_000_000
MOST_UNITS = 10_000
REASONS = (
    "wrong meaning",
    "wrong pattern",
    "wrong name",
    "wrong entity",
    "too raw",
    "not idiomatic",
    "missing part",
    "outdated",
    "other",
)


class Word(StrEnum):
    """What can be said of a unit."""

    APPROVE = "approve"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    SKIP = "skip"
    FLAG = "flag"
    COMMENT = "comment"
    ASSIGN = "assign"


# The fields that a word takes besides words, seconds and blind, which any may have.
TAKEN: Mapping[Word, frozenset[str]] = MappingProxyType(
    {
        Word.APPROVE: frozenset({"proposal"}),
        Word.REJECT: frozenset({"reason", "send_back", "spec", "proposal"}),
        Word.EDIT: frozenset({"spec"}),
        Word.MERGE: frozenset({"spec", "proposal", "hunks"}),
        Word.SKIP: frozenset(),
        Word.FLAG: frozenset({"asked"}),
        Word.COMMENT: frozenset({"line"}),
        Word.ASSIGN: frozenset({"asked"}),
    }
)


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What to say. Which fields count depends on the word; with another one it is refused, so that none is lost.

    `words` is free text: a waiver's reason for approve, feedback for reject, the remark for comment.
    `spec` is a new text for edit and merge, and a corrected one for reject. `proposal` is the one that the decision
    is about, `hunks` those of its hunks that are taken. `seconds` is how long the person looked, idle time left out.
    """

    word: Word
    words: str = ""
    reason: str | None = None
    send_back: bool = False
    spec: str | None = None
    proposal: int | None = None
    hunks: tuple[int, ...] | None = None
    line: int | None = None
    asked: tuple[str, ...] = ()
    seconds: float | None = None
    blind: bool = False

    def __post_init__(self) -> None:
        if len(self.words) > LONGEST_WORDS:
            raise ValueError(f"words are up to {LONGEST_WORDS} characters")
        if self.spec is not None and len(self.spec) > LONGEST_SPEC:
            raise ValueError(f"a spec is up to {LONGEST_SPEC} characters")
        for name in sorted(_OF_SOME - TAKEN[self.word]):
            if getattr(self, name) not in (None, False, ()):
                raise ValueError(f"to {self.word} takes no {name}")
        if self.word is Word.REJECT and self.spec is not None and self.proposal is not None:
            raise ValueError("a spec corrects the text in review, and a proposal is another text: give one of the two")
        if self.hunks is not None and (self.proposal is None or self.spec is not None):
            raise ValueError("hunks are those of a proposal, taken instead of a spec")


_OF_SOME = frozenset().union(*TAKEN.values())


@dataclass(frozen=True, slots=True)
class NewDecisions:
    """One decision for many units: those of a query, or those named. With `preview` nothing is done.

    `revisions` are those at which the named units were seen, in the same order: one that moved on since is left out.
    """

    decision: NewDecision
    where: str | None = None
    units: tuple[int, ...] = ()
    revisions: tuple[int, ...] = ()
    preview: bool = False

    def __post_init__(self) -> None:
        if len(self.units) > MOST_UNITS or len(self.where or "") > LONGEST_QUERY:
            raise ValueError(f"at most {MOST_UNITS} units, or a query of {LONGEST_QUERY} characters")
        if (self.where is None) == (not self.units):
            raise ValueError("name either units or a query")
        if self.revisions and len(self.revisions) != len(self.units):
            raise ValueError("give the revision of each unit that is named, or of none")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act for one unit: how it stands now, or why nothing changed."""

    unit: int
    name: str
    item: Item | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a person did, to one unit or to many; `id` is what undo takes, empty for a preview."""

    id: str
    word: str
    by: str
    at: str
    units: int
    changed: int
    undone: bool
    mine: bool
    outcomes: tuple[Outcome, ...] = ()
    summary: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ActPage:
    """Some acts, newest first; outcomes are left out."""

    items: tuple[Act, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Which:
    """The act to take back or to do again; None is one's own latest."""

    act: str | None = None
