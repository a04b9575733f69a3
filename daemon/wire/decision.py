"""Decisions on the wire: what a person decides on a unit, and the result."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from daemon.wire.decision_kinds import DESCRIPTORS, DecisionKind
from daemon.wire.inbox import MAX_QUERY_LENGTH, InboxItem
from daemon.wire.problem import Problem

MAX_NOTE_LENGTH = 10_000
MAX_SPEC_LENGTH = 4_000_000
MAX_UNITS = 10_000
_OPTIONAL_FIELDS = frozenset().union(*(descriptor.fields for descriptor in DESCRIPTORS.values()))


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A request to decide. A field that its kind does not use is refused, so that no input is lost silently.

    `note` is free text: the reason of a waiver, feedback, a comment. `spec` is a new text for edit and merge, and a
    corrected one for reject. `proposal` is the one that the decision is about, `hunks` the hunks taken from it.
    `seconds` is how long the person looked, without idle time.
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
            raise ValueError(f"a spec has up to {MAX_SPEC_LENGTH} characters")
        descriptor = DESCRIPTORS[self.kind]
        for name in sorted(_OPTIONAL_FIELDS - descriptor.fields):
            if self._has(name):
                raise ValueError(f"{self.kind} does not take the field {name}")
        if descriptor.exclusive and all(map(self._has, descriptor.exclusive)):
            raise ValueError(f"{self.kind} takes only one of the fields {', '.join(descriptor.exclusive)}")
        if self.hunks is not None and (self.proposal is None or self.spec is not None):
            raise ValueError("hunks are those of a proposal, and replace a spec")

    def _has(self, name: str) -> bool:
        return getattr(self, name) not in (None, False, ())


@dataclass(frozen=True, slots=True)
class BulkDecision:
    """One decision on many units: those of a query, or those named. With `preview` nothing is done.

    `revisions` are those at which the named units were seen, in the same order; units that changed since refuse.
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
            raise ValueError("give either units or a query")
        if self.revisions and len(self.revisions) != len(self.units):
            raise ValueError("give a revision for each unit, or for none")


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """The outcome of an act for one unit: its new state, or why nothing changed."""

    unit: int
    name: str
    item: InboxItem | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One action of a person, on one unit or many; undo takes its `id`, which is empty for a preview."""

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
    """A page of acts, newest first, without outcomes."""

    items: tuple[Act, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ActReference:
    """The act to undo or redo; None for the caller's latest."""

    act: str | None = None
