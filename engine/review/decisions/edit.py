"""Another text for the spec, by a person: checked like any other proposal."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.decide import Situation
from engine.review.refusal import Refusal
from engine.review.standing import Standing, State


@dataclass(frozen=True, slots=True)
class Edit:
    """The new text and its verdict; earlier yeses were to another text and fall."""

    kind: ClassVar[str] = "edit"
    permission: ClassVar[str] = "edit"
    base: str
    spec: str
    verdict: str

    def apply(self, standing: Standing, situation: Situation) -> Standing:
        if self.base != standing.spec:
            raise Refusal("stale", "The spec changed while you edited it.", "Merge your text with the new one.")
        if self.spec == standing.spec:
            raise Refusal("unchanged", "Your text is the text that is there.", "Nothing is left to do.")
        return replace(
            standing,
            state=State.IN_REVIEW,
            spec=self.spec,
            verdict=self.verdict,
            author=situation.actor,
            approvals=(),
            waiver=None,
            reason=None,
        )
