"""Where one conversion stands in review."""

from dataclasses import dataclass, replace
from enum import StrEnum


class ReviewState(StrEnum):
    """The states a conversion can be in; it is in exactly one."""

    PROPOSED = "proposed"  # its SQL has an error, so nothing can be known of it
    CHECKED = "checked"  # a verdict is recorded, nobody has looked
    IN_REVIEW = "in review"  # somebody spoke, more is needed
    CHANGES_REQUESTED = "changes requested"
    APPROVED = "approved"  # as many approvals as the policy asks for
    WRITTEN = "written"  # the approved spec lies in its file: shown, never stored
    REJECTED = "rejected"
    SKIPPED = "skipped"
    FLAGGED = "flagged"  # a second reviewer is asked for
    DRIFTED = "drifted"  # its SQL, or what is known of it, changed after a decision


@dataclass(frozen=True, slots=True)
class Approval:
    """One person's yes to one text."""

    actor: str
    spec: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """The recorded reason why somebody approved what is not proved; the words lie elsewhere, by hash.

    `obligations` are what they took for granted; None: nothing was proved, so no obligation is another one.
    """

    actor: str
    reason: str
    obligations: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What people said of one unit. Specs and texts are content hashes, people random ids; comments are no part."""

    state: ReviewState
    spec: str | None  # None: there is nothing to approve
    verdict: str
    author: str | None = None  # who wrote this spec; None is the lift
    coauthors: tuple[str, ...] = ()  # whose texts went into it besides, where it was merged
    approvals: tuple[Approval, ...] = ()
    waiver: Waiver | None = None
    reason: str | None = None  # of a rejection, from the taxonomy
    asked: tuple[str, ...] = ()  # whom it is assigned to, or flagged for
    approved: str | None = None  # the spec that its file must hold; None leaves the file away

    @property
    def final(self) -> bool:
        """Nobody needs to look again unless something changes."""
        return self.state in {ReviewState.APPROVED, ReviewState.WRITTEN, ReviewState.REJECTED}

    @property
    def decided(self) -> bool:
        """Somebody said something that the next conversion must not wipe away."""
        return self.state not in {ReviewState.PROPOSED, ReviewState.CHECKED}

    @property
    def authors(self) -> frozenset[str]:
        """Everybody who wrote some of the text in review; nobody if it is the lift's."""
        return frozenset(self.coauthors) | ({self.author} if self.author else frozenset())

    def with_text(self, spec: str | None, verdict: str, author: str | None, *coauthors: str) -> "Standing":
        """The same with another text in review: yeses and waiver were for the one before, and fall."""
        return replace(
            self, spec=spec, verdict=verdict, author=author, coauthors=coauthors, approvals=(), waiver=None, reason=None
        )


def displayed_state(standing: Standing, written: str | None) -> ReviewState:
    """The state as people see it: approved is written once its file holds the text."""
    if standing.state is ReviewState.APPROVED and written is not None and standing.approved == written:
        return ReviewState.WRITTEN
    return standing.state
