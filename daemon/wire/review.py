"""One unit in review on the wire: everything that a person needs to decide."""

from dataclasses import dataclass

from daemon.wire.conversion import UnitTexts
from daemon.wire.inbox import InboxItem


@dataclass(frozen=True, slots=True)
class CauseInfo:
    """Why a person should look: one reason, and the characters of the SQL that it is about, where there are any."""

    kind: str  # verdict, obligation, raw, coverage, risk, drift, fault, file, policy
    sentence: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class HunkInfo:
    """Lines of one text in the place of lines of another; they count from 1, an empty range ends before its start."""

    number: int
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another text for the spec, by somebody or something; `hunks` are where it differs from the text in review."""

    id: int
    analyst: str  # person, file, lifter, …
    by: str | None
    at: str
    state: str  # open, accepted, rejected, withdrawn
    reason: str
    verdict: str
    spec: str
    hunks: tuple[HunkInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class LineComment:
    """A remark on a line of the spec; `current` tells whether it was written on the text that is there now."""

    id: int
    by: str
    at: str
    line: int
    text: str
    current: bool


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to the unit, as its history shows it."""

    at: str
    by: str
    kind: str
    sentence: str
    act: str | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Ability:
    """Whether the one who asks may say a word now; if not, why and what to do."""

    kind: str
    allowed: bool
    why: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A unit whole. `deck` shows the spec in review, which may be a person's edit; `lift` is what the lift made.

    `approved` is the text that its file must hold, `written` the one of ours that the file held last.
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


@dataclass(frozen=True, slots=True)
class TextToCheck:
    """A text to be checked without deciding."""

    spec: str


@dataclass(frozen=True, slots=True)
class MistakeInfo:
    """What is wrong with a text, and where; lines and columns count from 1."""

    line: int
    column: int
    sentence: str
    hint: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What is known about a text that is not decided upon: its mistakes, or its verdict and the SQL it means."""

    ok: bool
    mistakes: tuple[MistakeInfo, ...]
    verdict: str | None
    obligations: tuple[str, ...]
    difference: str | None
    lowered: str | None
    hunks: tuple[HunkInfo, ...] = ()
