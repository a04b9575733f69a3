"""The reasons to review a unit: each in a sentence, with the characters of its SQL that it is about."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.review import risk_words
from engine.review.policies.policy import Policy
from engine.review.standing import ReviewState, Standing
from engine.review.text.carry_links import CarriedLink
from engine.text_difference import Difference

MAX_PLACES = 100  # of one kind, or one risk word; more would hide the others
_VERDICTS = {
    "proved-if": "Stopped by the proof gate: it is proved only if some facts hold that nothing in the project shows.",
    "tested": "Stopped by the proof gate: the tested cases showed no difference, and nothing proves it.",
    "refuted": "Stopped by the trial gate: there is a case in which the spec behaves differently from its SQL.",
    "unverified": "Stopped by the proof gate: nothing proves that this spec means the same as its SQL.",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason; `kind` is trial, difference, file, fault, drift, verdict, obligation, raw, coverage, risk or policy.

    A difference has the lines of both texts; with a `proposal` it is about that text, not about the one in review.
    """

    kind: str
    sentence: str
    start: int | None = None
    end: int | None = None
    difference: Difference | None = None
    proposal: int | None = None


@dataclass(frozen=True, slots=True)
class DifferingText:
    """Where a text that does not prove differs from the unit's SQL; `proposal` is its number, None in review."""

    difference: Difference
    proposal: int | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class RefutedText:
    """A case in which a text behaves differently from the unit's SQL; `proposal` is its number, None in review."""

    sentence: str
    proposal: int | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class ReviewSubject:
    """One unit to review; `missing` is what its policy still requires, `fault` why it has no spec.

    `filed` is the verdict on the approved text if another one is in review, `file_fault` why that text is not in its
    file. `differing` and `refuted` have the text in review first, then the open proposals.
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
    file_fault: str | None = None
    differing: Sequence[DifferingText] = ()
    refuted: Sequence[RefutedText] = ()


def find_causes(unit: ReviewSubject, policy: Policy) -> tuple[Cause, ...]:
    """Return all reasons, the most serious first."""
    return (
        *_counterexamples(unit),
        *_differences(unit),
        *_file(unit),
        *_fault(unit),
        *_drift(unit),
        *_verdict(unit),
        *[Cause("obligation", f"It holds if {each}.") for each in unit.obligations[:MAX_PLACES]],
        *_raw(unit),
        *_coverage(unit),
        *_risk(unit, policy),
        *[Cause("policy", f"The policy still requires {each}.") for each in unit.missing],
    )


def percent_text(share: float) -> str:
    """Return a share as a percentage, never rounded up to 100."""
    if share >= 1:
        return "100 %"
    return f"{min(share * 100, 99.9):.1f} %"


def _counterexamples(unit: ReviewSubject) -> Iterator[Cause]:
    for each in unit.refuted:
        of = "" if each.proposal is None else f"Proposal {each.proposal}, by {each.author}: "
        yield Cause("trial", f"{of}Refuted by a case: {each.sentence}", proposal=each.proposal)


def _differences(unit: ReviewSubject) -> Iterator[Cause]:
    """Yield where each text differs. SQL with an error proves nothing, so there the error comes first."""
    if unit.fault is not None:
        return
    for each in unit.differing:
        found, span = each.difference, (None, None)
        if found.original is not None:
            span = _span_of_line(unit.sql, found.original.line)
        reason = f"{found.reason[:1].upper()}{found.reason[1:]}."
        sentence = reason if each.proposal is None else f"Proposal {each.proposal}, by {each.author}: {reason}"
        yield Cause("difference", sentence, *span, found, each.proposal)


def _span_of_line(text: str, line: int) -> tuple[int, int] | tuple[None, None]:
    """Return the characters of a line without its indentation; lines are counted from 1."""
    lines = text.split("\n")
    if line > len(lines):
        return None, None
    start = sum(len(each) + 1 for each in lines[: line - 1])
    found = lines[line - 1]
    return start + len(found) - len(found.lstrip()), start + len(found.rstrip())


def _file(unit: ReviewSubject) -> Iterator[Cause]:
    if unit.file_fault is not None:
        yield Cause("file", unit.file_fault)


def _fault(unit: ReviewSubject) -> Iterator[Cause]:
    if unit.fault is not None:
        yield Cause("fault", unit.fault)


def _drift(unit: ReviewSubject) -> Iterator[Cause]:
    if unit.standing.state is ReviewState.DRIFTED:
        yield Cause("drift", "Its SQL or its verdict changed after the decision.")
    if unit.filed not in {None, "proved"}:
        yield Cause("drift", f"The approved text in its file, which differs from the one in review, is {unit.filed}.")


def _verdict(unit: ReviewSubject) -> Iterator[Cause]:
    if any(each.proposal is None for each in unit.refuted):
        return  # the case is shown already
    if unit.standing.spec is not None and unit.standing.verdict in _VERDICTS:
        yield Cause("verdict", _VERDICTS[unit.standing.verdict])


def _raw(unit: ReviewSubject) -> Iterator[Cause]:
    raw = [link for link in unit.links if link.kind == "raw"]
    for link in raw[:MAX_PLACES]:
        yield Cause("raw", "No step expresses this; it is kept as raw SQL.", *link.sql)


def _coverage(unit: ReviewSubject) -> Iterator[Cause]:
    if unit.coverage < 1 and unit.standing.spec is not None:
        yield Cause("coverage", f"Steps account for {percent_text(unit.coverage)} of its SQL.")


def _risk(unit: ReviewSubject, policy: Policy) -> Iterator[Cause]:
    for found in risk_words.find_risk_words(policy.risk_words, unit.name):
        yield Cause("risk", f"Its name has the risk word {found.word}.")
    seen = Counter[str]()
    for found in risk_words.find_risk_words(policy.risk_words, unit.sql):
        seen[found.word] += 1  # a frequent word must not hide one that occurs once
        if seen[found.word] <= MAX_PLACES:
            yield Cause("risk", f'Contains the risk word "{found.word}".', found.start, found.end)
