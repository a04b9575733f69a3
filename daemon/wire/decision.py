"""Decisions on the wire: what a person says of a unit, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from daemon.wire.inbox import MAX_QUERY_LENGTH, InboxItem
from daemon.wire.problem import Problem

MAX_NOTE_LENGTH = 10_000
MAX_SPEC_LENGTH = 4_000_000
MAX_UNITS = 10_000
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


class DecisionKind(StrEnum):
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
ACCEPTED_FIELDS: Mapping[DecisionKind, frozenset[str]] = MappingProxyType(
    {
        DecisionKind.APPROVE: frozenset({"proposal"}),
        DecisionKind.REJECT: frozenset({"reason", "send_back", "spec", "proposal"}),
        DecisionKind.EDIT: frozenset({"spec"}),
        DecisionKind.MERGE: frozenset({"spec", "proposal", "hunks"}),
        DecisionKind.SKIP: frozenset(),
        DecisionKind.FLAG: frozenset({"asked"}),
        DecisionKind.COMMENT: frozenset({"line"}),
        DecisionKind.ASSIGN: frozenset({"asked"}),
    }
)


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What to say. Which fields count depends on the word; with another one it is refused, so that none is lost.

    `note` is free text: a waiver's reason for approve, feedback for reject, the remark for comment.
    `spec` is a new text for edit and merge, and a corrected one for reject. `proposal` is the one that the decision
    is about, `hunks` those of its hunks that are taken. `seconds` is how long the person looked, idle time left out.
    """

    kind: DecisionKind
    note: str = ""
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
        if len(self.note) > MAX_NOTE_LENGTH:
            raise ValueError(f"a note has up to {MAX_NOTE_LENGTH} characters")
        if self.spec is not None and len(self.spec) > MAX_SPEC_LENGTH:
            raise ValueError(f"a spec is up to {MAX_SPEC_LENGTH} characters")
        for name in sorted(_OF_SOME - ACCEPTED_FIELDS[self.kind]):
            if getattr(self, name) not in (None, False, ()):
                raise ValueError(f"to {self.kind} takes no {name}")
        if self.kind is DecisionKind.REJECT and self.spec is not None and self.proposal is not None:
            raise ValueError("a spec corrects the text in review, and a proposal is another text: give one of the two")
        if self.hunks is not None and (self.proposal is None or self.spec is not None):
            raise ValueError("hunks are those of a proposal, taken instead of a spec")


_OF_SOME = frozenset().union(*ACCEPTED_FIELDS.values())


@dataclass(frozen=True, slots=True)
class BulkDecision:
    """One decision for many units: those of a query, or those named. With `preview` nothing is done.

    `revisions` are those at which the named units were seen, in the same order: one that moved on since is left out.
    """

    decision: NewDecision
    where: str | None = None
    units: tuple[int, ...] = ()
    revisions: tuple[int, ...] = ()
    preview: bool = False

    def __post_init__(self) -> None:
        if len(self.units) > MAX_UNITS or len(self.where or "") > MAX_QUERY_LENGTH:
            raise ValueError(f"at most {MAX_UNITS} units, or a query of {MAX_QUERY_LENGTH} characters")
        if (self.where is None) == (not self.units):
            raise ValueError("name either units or a query")
        if self.revisions and len(self.revisions) != len(self.units):
            raise ValueError("give the revision of each unit that is named, or of none")


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """What came of an act for one unit: how it stands now, or why nothing changed."""

    unit: int
    name: str
    item: InboxItem | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a person did, to one unit or to many; `id` is what undo takes, empty for a preview."""

    id: str
    kind: str
    by: str
    at: str
    units: int
    changed: int
    undone: bool
    mine: bool
    outcomes: tuple[UnitOutcome, ...] = ()
    summary: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ActPage:
    """Some acts, newest first; outcomes are left out."""

    items: tuple[Act, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ActReference:
    """The act to take back or to do again; None is one's own latest."""

    act: str | None = None
