"""What a kind of decision must define beside its transition, so that nothing else needs to list the kinds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.review.decide import Decision
from engine.review.refusal import Refusal
from engine.review.standing import Standing

People = tuple[str, ...]
Notices = Mapping[str, People]
"""Kind of notice → the people who get one."""

ANYTHING = "anything"  # placeholder for a reason, text or note, which the person gives when they decide


@dataclass(frozen=True, slots=True)
class OfferedText:
    """A proposal's text with its verdict; `author` is the person who made it, None where nobody did."""

    spec: str
    verdict: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class ReplacementText:
    """A checked text to replace the one in review, whose hash was `base` when it was written."""

    base: str | None
    spec: str
    verdict: str


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """Everything that a decision may be built from; each kind takes what it needs.

    `lines` is the length of the text in review. `obligations` are those that the approved text leaves open; None
    where it is not proved even if they hold. `waiver` names the note that came with the decision.
    """

    kind: str
    standing: Standing
    note: str = ""
    waiver: str | None = None
    reason: str = ""
    send_back: bool = False
    text: ReplacementText | None = None
    offer: OfferedText | None = None
    obligations: People | None = None
    line: int = 1
    lines: int = 1
    asked: People = ()

    def required_text(self) -> ReplacementText:
        """Return the text, or refuse a decision that came without one."""
        if self.text is None:
            raise Refusal("text", f"To {self.kind}, a text is needed.", "Give the whole spec as it should be.")
        return self.text


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """One kind of decision.

    `from_facts` builds a decision. `attempt` builds one that succeeds wherever any decision of its kind could: it
    shows whether the kind is allowed at all. `notifies` says who is affected. `overrules` is true of a kind that can
    change a unit which was closed.
    """

    decision: type[Decision]
    from_facts: Callable[[DecisionFacts], Decision]
    attempt: Callable[[Standing], Decision]
    notifies: Callable[[Standing, Standing], Notices]
    overrules: bool = False

    @property
    def kind(self) -> str:
        return self.decision.kind

    @property
    def permission(self) -> str:
        return self.decision.permission

    @property
    def is_counted(self) -> bool:
        """Whether a decision of this kind settles the unit, and so counts toward the quota of a day."""
        return self.decision.is_counted
