"""Where one conversion stands in review."""

from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """The states a conversion can be in; it is in exactly one."""

    PROPOSED = "proposed"  # lifted, its verdict not yet known
    CHECKED = "checked"  # a verdict is recorded, nobody has looked
    IN_REVIEW = "in review"  # somebody spoke, more is needed
    CHANGES_REQUESTED = "changes requested"
    APPROVED = "approved"  # as many approvals as the policy asks for
    WRITTEN = "written"  # the approved spec lies in its file
    REJECTED = "rejected"
    SKIPPED = "skipped"
    FLAGGED = "flagged"  # a second reviewer is asked for
    DRIFTED = "drifted"  # its SQL changed after a decision


@dataclass(frozen=True, slots=True)
class Approval:
    """One person's yes to one text."""

    actor: str
    spec: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """The recorded reason why somebody approved what is not proved."""

    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a line of one text; the words lie elsewhere, by hash."""

    actor: str
    spec: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a decision may look at or change. Specs and texts are content hashes, people random ids."""

    state: State
    spec: str
    verdict: str
    author: str | None = None  # who wrote this spec; None is the lift
    approvals: tuple[Approval, ...] = ()
    waiver: Waiver | None = None
    reason: str | None = None  # of a rejection, from the taxonomy
    asked: tuple[str, ...] = ()  # whom it is assigned to, or flagged for
    comments: tuple[Comment, ...] = field(default=())
    approved: str | None = None  # the spec that its file must hold; None leaves the file away

    @property
    def final(self) -> bool:
        """Nobody needs to look again unless something changes."""
        return self.state in {State.APPROVED, State.WRITTEN, State.REJECTED}
