"""The rules of a project for approving a spec, as data."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.review import risk_words as risks
from engine.review.risk_words import RISK_WORDS

WAIVABLE = ("proved-if", "tested", "unverified")  # a refuted spec is known to be wrong, so no reason can waive that


@dataclass(frozen=True, slots=True)
class ApprovalRule:
    """How many approvals are required, and whether they must exclude the author."""

    n: int = 1
    distinct: bool = True


@dataclass(frozen=True, slots=True)
class ReviewerRotation:
    """Accounts that are asked in rotation, `n` of them for each unit."""

    people: tuple[str, ...] = ()
    n: int = 1

    def about(self, unit: int, authors: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return who is asked about a unit: the next in the rotation, never its authors."""
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
    auto_lane: bool = True  # whether the auto lane may accept units once it has a certificate
    check_all_results: bool = False  # whether everything that workers report is run again
    trials: bool = False  # whether routines that are not proved are run in a scratch server
    ask_normal: ReviewerRotation = ReviewerRotation()
    ask_high: ReviewerRotation = ReviewerRotation()

    def risk_of(self, *texts: str) -> tuple[str, ...]:
        """Return the risk words in a unit's name or text; none means normal risk."""
        return _among(self.risk_words, texts)

    def held_back(self, *texts: str) -> tuple[str, ...]:
        """Return the words that require a person's review; none means that the auto lane may take the unit."""
        return _among(self.always_review, texts)

    def approvals(self, risk: tuple[str, ...]) -> ApprovalRule:
        if risk:
            return self.high
        return self.normal

    @property
    def askable(self) -> tuple[str, ...]:
        """Return every account that is asked about some unit."""
        return tuple(dict.fromkeys((*self.ask_normal.people, *self.ask_high.people)))

    def asked(self, risk: tuple[str, ...], unit: int, authors: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the accounts that are asked about a unit; `authors` wrote part of the text in review."""
        return (self.ask_high if risk else self.ask_normal).about(unit, authors)


def _among(words: tuple[str, ...], texts: Iterable[str]) -> tuple[str, ...]:
    found = {each.word for text in texts for each in risks.find_risk_words(words, text)}
    return tuple(word for word in words if word in found)
