"""A remark on a line."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.decide import Situation
from engine.review.refusal import Refusal
from engine.review.standing import Comment, Standing


@dataclass(frozen=True, slots=True)
class Remark:
    """Words on a line of the spec that is there; they change no state."""

    kind: ClassVar[str] = "comment"
    permission: ClassVar[str] = "comment"
    line: int
    text: str

    def apply(self, standing: Standing, situation: Situation) -> Standing:
        if self.line < 1:
            raise Refusal("line", f"There is no line {self.line}.", "Lines are counted from 1.")
        comment = Comment(situation.actor, standing.spec, self.line, self.text)
        return replace(standing, comments=(*standing.comments, comment))
