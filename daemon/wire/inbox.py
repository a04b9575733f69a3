"""The inbox on the wire: units as a reviewer's list shows them, and the queries that choose them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from daemon.wire.fault import Fault

MAX_QUERY_LENGTH = 2000
MAX_VIEW_NAME_LENGTH = 60
DEFAULT_QUERY = "open"  # what the deck and the commands show if nobody asks for anything else


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One unit in review. People are shown by name; the words for states, verdicts and lanes are in the docs."""

    id: int
    project: str
    source: str
    kind: str
    name: str
    entity: str | None
    state: str
    verdict: str
    lane: str
    risk: tuple[str, ...]
    coverage: float
    raw: int
    lines: int
    author: str | None
    asked: tuple[str, ...]
    approvals: tuple[str, ...]
    needed: int
    proposals: int
    comments: int
    cluster: str | None
    alike: int
    fault: Fault | None
    revision: int
    changed: str
    edited: bool = False  # its spec file was edited, and nobody has decided on the edit
    confidence: float | None = None  # None before learning scored it
    earlier: int = 0  # definitions of the same object in earlier files, which this one replaces
    superseded: bool = False  # a later definition of the same object counts
    statements: int = 0  # further statements of its file, without names of their own, that this row represents


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A window of the list. `total` counts all units that the query finds; `hint` may suggest another query."""

    items: tuple[InboxItem, ...]
    offset: int
    total: int
    hint: str = ""


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """The units that a query finds, counted by state, verdict and lane.

    While files are converted, fewer of the project's `files` are `files_done`, and more units may come.
    """

    total: int
    open: int
    states: Mapping[str, int]
    verdicts: Mapping[str, int]
    lanes: Mapping[str, int]
    files: int = 0
    files_done: int = 0


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A field of the query language: its type, its meaning, and its values if there are few."""

    name: str
    type: str
    meaning: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """Every field of the query language, by name."""

    items: tuple[QueryTerm, ...]


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named query of one person. The daemon sends its `revision`, which clients send back in If-Match."""

    name: str
    where: str
    sort: str
    revision: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        check_view_name(self.name)
        if len(self.where) > MAX_QUERY_LENGTH or len(self.sort) > MAX_QUERY_LENGTH:
            raise ValueError(f"a query has up to {MAX_QUERY_LENGTH} characters")


@dataclass(frozen=True, slots=True)
class ViewChange:
    """A change of a view: its new name."""

    name: str

    def __post_init__(self) -> None:
        check_view_name(self.name)


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The views of the caller, by name."""

    items: tuple[SavedView, ...]


@dataclass(frozen=True, slots=True)
class ReviewStats:
    """The progress of the review of a project, and the time a decision takes."""

    open: int
    approved: int
    written: int
    rejected: int
    flagged: int
    waived: int
    decisions: int
    undone: int
    median_s: float | None
    by_person: Mapping[str, int]
    agreement: float | None


def check_view_name(name: str) -> None:
    """Refuse a name that cannot be shown beside its key."""
    if not name.strip() or len(name) > MAX_VIEW_NAME_LENGTH or not name.isprintable():
        raise ValueError(f"a view has a name of up to {MAX_VIEW_NAME_LENGTH} printable characters")
