"""What a project asks for before a spec counts as approved: data."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.review import risk_words as risks
from engine.review.risk_words import RISK_WORDS

WAIVABLE = ("proved-if", "tested", "unverified")  # what is refuted is known to be wrong: no reason makes it right


@dataclass(frozen=True, slots=True)
class ApprovalRule:
    """How many yeses, and whether the author's own counts."""

    n: int = 1
    distinct: bool = True


@dataclass(frozen=True, slots=True)
class ReviewerRotation:
    """Accounts that are asked in turn, `n` of them for each unit."""

    people: tuple[str, ...] = ()
    n: int = 1

    def about(self, unit: int, authors: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Who is asked about a unit: the next in turn, and nobody about their own edit."""
        start = unit % len(self.people) if self.people else 0
        turn = (*self.people[start:], *self.people[:start])
        return tuple(account for account in turn if account not in authors)[: self.n]


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one project."""

    normal: ApprovalRule = ApprovalRule()
    high: ApprovalRule = ApprovalRule()
    risk_words: tuple[str, ...] = RISK_WORDS
    always_review: tuple[str, ...] = RISK_WORDS  # units with these never go to the auto lane
    quota: int | None = None  # decisions a person may make a day
    waivable: tuple[str, ...] = WAIVABLE
    ask_normal: ReviewerRotation = ReviewerRotation()
    ask_high: ReviewerRotation = ReviewerRotation()

    def risk_of(self, *texts: str) -> tuple[str, ...]:
        """The risk words found in a unit's name or text; none means normal risk."""
        return _among(self.risk_words, texts)

    def held_back(self, *texts: str) -> tuple[str, ...]:
        """The words for which a person must always look at a unit; none means that the auto lane may have it."""
        return _among(self.always_review, texts)

    def approvals(self, risk: tuple[str, ...]) -> ApprovalRule:
        return self.high if risk else self.normal

    @property
    def askable(self) -> tuple[str, ...]:
        """Every account that is asked about some unit."""
        return tuple(dict.fromkeys((*self.ask_normal.people, *self.ask_high.people)))

    def asked(self, risk: tuple[str, ...], unit: int, authors: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The accounts that are asked about a unit; `authors` are those who wrote some of the text in review."""
        return (self.ask_high if risk else self.ask_normal).about(unit, authors)


def _among(words: tuple[str, ...], texts: Iterable[str]) -> tuple[str, ...]:
    found = {each.word for text in texts for each in risks.find_risk_words(words, text)}
    return tuple(word for word in words if word in found)
