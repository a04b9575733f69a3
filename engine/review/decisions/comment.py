"""Comment on a line."""

from dataclasses import dataclass
from typing import ClassVar

from engine.review.affected_people import authors
from engine.review.decide import DecisionContext
from engine.review.decision_rule import ANYTHING, DecisionRule
from engine.review.refusal import Refusal
from engine.review.standing import Standing


@dataclass(frozen=True, slots=True)
class AddComment:
    """A comment on one line of the text in review, which has `lines` lines; a missing text counts as one line."""

    kind: ClassVar[str] = "comment"
    permission: ClassVar[str] = "comment"
    is_counted: ClassVar[bool] = False
    words: str
    line: int = 1
    lines: int = 1

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:  # noqa: ARG002 - every decision is asked alike
        """Return the same standing: comments are stored separately, each with the text it was made on."""
        if not 1 <= self.line <= self.lines:
            sentence = f"There is no line {self.line}: the text has {self.lines}."
            raise Refusal("line", sentence, "Lines are counted from 1.")
        if not self.words.strip():
            raise Refusal("words", "The comment is empty.", "Write what you want to say.")
        return standing


RULE = DecisionRule(
    decision=AddComment,
    from_facts=lambda facts: AddComment(facts.note, facts.line, facts.lines),
    attempt=lambda _standing: AddComment(ANYTHING),
    notifies=lambda before, _after: {"comment": authors(before)},
)
