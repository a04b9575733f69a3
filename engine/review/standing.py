"""The review status of one unit."""

from dataclasses import dataclass, replace
from enum import StrEnum


class ReviewState(StrEnum):
    """The states of a unit; it is in exactly one."""

    PROPOSED = "proposed"  # its SQL has an error, so nothing is known about it
    CONVERTED = "converted"  # it has a spec and a verdict, and nobody has looked at it
    IN_REVIEW = "in review"  # somebody decided, but more is needed
    CHANGES_REQUESTED = "changes requested"
    APPROVED = "approved"  # as many approvals as the policy requires
    WRITTEN = "written"  # the approved spec is in its file: displayed, never stored
    REJECTED = "rejected"
    SKIPPED = "skipped"
    FLAGGED = "flagged"  # a second reviewer is needed
    DRIFTED = "drifted"  # its SQL, or what is known of it, changed after a decision


@dataclass(frozen=True, slots=True)
class Approval:
    """One person's approval of one text."""

    actor: str
    spec: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """The recorded reason for approving a text that is not proved; the reason is stored elsewhere, by hash.

    `obligations` are the ones that the approver accepted; None if nothing was proved.
    """

    actor: str
    reason: str
    obligations: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """All decisions on one unit, without comments. Specs are content hashes, people are random ids."""

    state: ReviewState
    spec: str | None  # None: there is nothing to approve
    verdict: str
    author: str | None = None  # who wrote this spec; None is the lift
    coauthors: tuple[str, ...] = ()  # whose texts were merged into it
    approvals: tuple[Approval, ...] = ()
    waiver: Waiver | None = None
    reason: str | None = None  # of a rejection, from the taxonomy
    asked: tuple[str, ...] = ()  # the people it is assigned to or flagged for
    approved: str | None = None  # the spec that its file must hold; None means no file

    @property
    def final(self) -> bool:
        """Whether nobody needs to look again unless something changes."""
        return self.state in {ReviewState.APPROVED, ReviewState.WRITTEN, ReviewState.REJECTED}

    @property
    def decided(self) -> bool:
        """Whether somebody decided something that the next conversion must preserve."""
        return self.state not in {ReviewState.PROPOSED, ReviewState.CONVERTED}

    @property
    def authors(self) -> frozenset[str]:
        """Return everybody who wrote part of the text in review; nobody if it is the lifted one."""
        return frozenset(name for name in (self.author, *self.coauthors) if name)

    def with_text(self, spec: str | None, verdict: str, author: str | None, *coauthors: str) -> "Standing":
        """Return the standing with another text in review; approvals and waiver of the old text are dropped."""
        return replace(
            self, spec=spec, verdict=verdict, author=author, coauthors=coauthors, approvals=(), waiver=None, reason=None
        )


def displayed_state(standing: Standing, written: str | None) -> ReviewState:
    """Return the state to display: approved becomes written once the file holds the text."""
    if standing.state is ReviewState.APPROVED and written is not None and standing.approved == written:
        return ReviewState.WRITTEN
    return standing.state
