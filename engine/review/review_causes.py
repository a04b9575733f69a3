"""Why a person should look at a unit: each reason in a sentence, and the characters of its SQL that it is about."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.review import risk_words
from engine.review.carry_links import CarriedLink
from engine.review.policy import Policy
from engine.review.standing import ReviewState, Standing

MAX_PLACES = 100  # of one kind, or one risk word; more would hide the others
_VERDICTS = {
    "proved-if": "It is proved only if some facts hold, which nothing in the project shows.",
    "tested": "It is tested, not proved: no difference was seen in the cases that were tried.",
    "refuted": "It is refuted: there is a case in which the spec does something else than its SQL.",
    "unverified": "Nothing proves that this spec says what its SQL says.",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason; `kind` is verdict, obligation, raw, coverage, risk, drift, fault or policy."""

    kind: str
    sentence: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewSubject:
    """What there is to look at in one unit; `missing` is what its policy still wants, `fault` why it has no spec.

    `filed` is what is known of the approved text, where another one is in review.
    """

    name: str
    sql: str
    standing: Standing
    coverage: float
    links: Sequence[CarriedLink] = ()
    obligations: Sequence[str] = ()
    fault: str | None = None
    missing: Sequence[str] = ()
    filed: str | None = None


def find_causes(unit: ReviewSubject, policy: Policy) -> tuple[Cause, ...]:
    """All reasons, the gravest first."""
    return (
        *_fault(unit),
        *_drift(unit),
        *_verdict(unit),
        *[Cause("obligation", f"It holds if {each}.") for each in unit.obligations[:MAX_PLACES]],
        *_raw(unit),
        *_coverage(unit),
        *_risk(unit, policy),
        *[Cause("policy", f"The policy still wants {each}.") for each in unit.missing],
    )


def percent_text(share: float) -> str:
    """A share without rounding it up to all."""
    return "100 %" if share >= 1 else f"{min(share * 100, 99.9):.1f} %"


def _fault(unit: ReviewSubject) -> Iterator[Cause]:
    if unit.fault is not None:
        yield Cause("fault", unit.fault)


def _drift(unit: ReviewSubject) -> Iterator[Cause]:
    if unit.standing.state is ReviewState.DRIFTED:
        yield Cause("drift", "Its SQL, or what is known of it, changed after it was decided on.")
    if unit.filed not in {None, "proved"}:
        yield Cause("drift", f"The approved text, which its file holds and is not the one in review, is {unit.filed}.")


def _verdict(unit: ReviewSubject) -> Iterator[Cause]:
    if unit.standing.spec is not None and unit.standing.verdict in _VERDICTS:
        yield Cause("verdict", _VERDICTS[unit.standing.verdict])


def _raw(unit: ReviewSubject) -> Iterator[Cause]:
    raw = [link for link in unit.links if link.kind == "raw"]
    for link in raw[:MAX_PLACES]:
        yield Cause("raw", "No step says this: it is carried as the SQL that it is.", *link.sql)


def _coverage(unit: ReviewSubject) -> Iterator[Cause]:
    if unit.coverage < 1 and unit.standing.spec is not None:
        yield Cause("coverage", f"Steps account for {percent_text(unit.coverage)} of its SQL.")


def _risk(unit: ReviewSubject, policy: Policy) -> Iterator[Cause]:
    for found in risk_words.find_risk_words(policy.risk_words, unit.name):
        yield Cause("risk", f"Its name has the risk word {found.word}.")
    told = Counter[str]()
    for found in risk_words.find_risk_words(policy.risk_words, unit.sql):
        told[found.word] += 1  # a word that stands everywhere must not hide one that stands once
        if told[found.word] <= MAX_PLACES:
            yield Cause("risk", f"Here stands the risk word {found.word}.", found.start, found.end)
