"""One text out of two: of two edits, or of the text in review and some of a proposal."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.decide import DecisionContext
from engine.review.decisions.edit import require_new_text
from engine.review.standing import ReviewState, Standing


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged text and its verdict. All whose words are in it are its authors: none of them can approve it.

    `other` is the person whose text was merged into the one in review, None where nobody wrote it.
    """

    kind: ClassVar[str] = "merge"
    permission: ClassVar[str] = "edit"
    base: str | None
    spec: str
    verdict: str
    other: str | None = None

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:
        require_new_text(standing, self.base, self.spec)
        others = {*standing.authors, *([self.other] if self.other else [])} - {situation.actor}
        merged = standing.with_text(self.spec, self.verdict, situation.actor, *sorted(others))
        return replace(merged, state=ReviewState.IN_REVIEW)
