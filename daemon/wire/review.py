"""One unit in review on the wire: everything that a person needs to decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from daemon.wire.conversion import UnitTexts
from daemon.wire.finding import FindingInfo
from daemon.wire.inbox import InboxItem


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text, counted from 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class DifferenceInfo:
    """The first difference between the SQL of a unit and the SQL that its spec means (`lowered`)."""

    reason: str
    original: TextLine | None = None
    lowered: TextLine | None = None


@dataclass(frozen=True, slots=True)
class CauseInfo:
    """One reason why a person should review a unit, and the characters of its SQL that it is about, if any.

    A reason of kind `difference` has the lines of both texts; it is about a proposal if it has the number of one.
    """

    kind: str  # difference, file, fault, drift, verdict, obligation, raw, coverage, risk, policy, finding, lane, trial
    sentence: str
    start: int | None = None
    end: int | None = None
    difference: DifferenceInfo | None = None
    proposal: int | None = None


@dataclass(frozen=True, slots=True)
class HunkInfo:
    """Lines of one text that replace lines of another; counted from 1, an empty range ends before its start."""

    number: int
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed text for the spec; `hunks` are its differences from the text in review.

    While it is open, `lowered` is the SQL that the text means, `changes` are its differences in sentences, `summary` is
    what a model says of them. `model` is the one that was asked for the text, and `nanodollars` what that cost.
    """

    id: int
    analyst: str  # person, file, lifter, …
    by: str | None
    at: str
    state: str  # open, accepted, rejected, withdrawn
    reason: str
    verdict: str
    spec: str
    hunks: tuple[HunkInfo, ...] = ()
    lowered: str | None = None
    model: str | None = None
    nanodollars: int = 0
    changes: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalystNote:
    """What an analyst says of a unit: a rule, an intent, or a change that a gate stopped, with the difference."""

    analyst: str
    kind: str
    text: str
    first_line: int | None = None
    last_line: int | None = None


@dataclass(frozen=True, slots=True)
class LineComment:
    """A comment on a line of the spec; `current` is false if the text has changed since."""

    id: int
    by: str
    at: str
    line: int
    text: str
    current: bool


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry in the history of a unit."""

    at: str
    by: str
    kind: str
    sentence: str
    act: str | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Ability:
    """Whether the caller may make a kind of decision on the unit now; if not, why, what to do, and the code of it."""

    kind: str
    allowed: bool
    why: str = ""
    hint: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class FileProof:
    """The verdict on a spec file as a whole: whether its script does what the SQL of its units does, in their order."""

    path: str
    verdict: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrialInfo:
    """What running the SQL and the SQL of the spec side by side has shown; `lines` are those of a counterexample."""

    verdict: str  # tested, refuted, unverified
    sentence: str
    lines: tuple[str, ...]
    at: str
    evidence: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class VariableInfo:
    """A variable of the SQL and what it is for, the main purpose first; `start` is where it is declared."""

    name: str
    purposes: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Review:
    """Everything about a unit. `deck` has the spec in review, which may be a person's edit; `lift` is the lift's text.

    `approved` is the text that its file must hold, `written` the one of ours that the file held last; `file` is the
    verdict on that file as a whole.
    """

    item: InboxItem
    deck: UnitTexts
    lift: str | None
    approved: str | None
    written: str | None
    waiver: str | None
    causes: tuple[CauseInfo, ...]
    proposals: tuple[Proposal, ...]
    comments: tuple[LineComment, ...]
    history: tuple[HistoryEntry, ...]
    can: tuple[Ability, ...]
    file: FileProof | None = None
    findings: tuple[FindingInfo, ...] = ()
    notes: tuple[AnalystNote, ...] = ()
    trial: TrialInfo | None = None
    variables: tuple[VariableInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class TextToCheck:
    """A text to check without deciding."""

    spec: str


@dataclass(frozen=True, slots=True)
class MistakeInfo:
    """A mistake in a text; lines and columns are counted from 1."""

    line: int
    column: int
    sentence: str
    hint: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of a check: mistakes, or a verdict and the SQL that the text means."""

    ok: bool
    mistakes: tuple[MistakeInfo, ...]
    verdict: str | None
    obligations: tuple[str, ...]
    difference: str | None
    lowered: str | None
    hunks: tuple[HunkInfo, ...] = ()
