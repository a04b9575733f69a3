"""Explain in sentences what a policy requires of one unit, and what is still missing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from engine.review import risk_words as risks
from engine.review.policies.policy import ApprovalRule, Policy
from engine.review.standing import ReviewState, Standing

MAX_PLACES = 3
NameOfActor = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ExplainedUnit:
    """The input besides the standing; `asked` are the names of the people in the policy's rotation."""

    name: str
    sql: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyExplanation:
    """`approvals` are the people whose approval counts, `missing` is what the text in review still needs."""

    risk: tuple[str, ...]
    needed: int
    approvals: tuple[str, ...]
    sentences: tuple[str, ...]
    missing: tuple[str, ...]


def explain_policy(standing: Standing, policy: Policy, unit: ExplainedUnit, name_of: NameOfActor) -> PolicyExplanation:
    """Explain a unit's standing by its policy; `name_of` gives the name of an actor."""
    risk = policy.risk_of(unit.name, unit.sql)
    needed = policy.approvals(risk)
    given = tuple(name_of(approval.actor) for approval in standing.approvals)
    authors = tuple(map(name_of, sorted(standing.authors)))
    sentences = (
        _risk(policy, unit),
        _lane(policy, unit),
        _approvals(needed, given),
        _own(needed, authors),
        _waiver(standing, policy, name_of),
        _asked(tuple(map(name_of, standing.asked)), unit.asked),
    )
    return PolicyExplanation(risk, needed.n, given, sentences, tuple(_missing(standing, policy, needed, authors)))


def _risk(policy: Policy, unit: ExplainedUnit) -> str:
    found = [*_places("its name", policy.risk_words, unit.name), *_places("line", policy.risk_words, unit.sql)]
    if not found:
        words = ", ".join(policy.risk_words) or "there are none"
        return f"The risk is normal: neither its name nor its SQL has a risk word ({words})."
    return f"The risk is high: {'; '.join(found)}."


def _places(where: str, words: tuple[str, ...], text: str) -> Iterator[str]:
    """Yield each word with its places: in the name, or on which lines."""
    lines: dict[str, list[int]] = {}
    for found in risks.find_risk_words(words, text):
        lines.setdefault(found.word, []).append(text.count("\n", 0, found.start) + 1)
    for word, numbers in lines.items():
        if where != "line":
            yield f"{word} in {where}"
            continue
        distinct = list(dict.fromkeys(numbers))
        yield f"{word} in {_line_list(distinct)} of its SQL"


def _line_list(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:MAX_PLACES]))
    if len(numbers) == 1:
        return f"line {shown}"
    if len(numbers) > MAX_PLACES:
        shown += f" and {len(numbers) - MAX_PLACES} more"
    return f"lines {shown}"


def _lane(policy: Policy, unit: ExplainedUnit) -> str:
    held = policy.held_back(unit.name, unit.sql)
    if not policy.auto_lane:
        return "The policy forbids the auto lane, so a person must review it."
    if held:
        return f"A person must always review it ({', '.join(held)}): it never goes to the auto lane."
    return "No risk word keeps it out of the auto lane."


def _approvals(needed: ApprovalRule, given: tuple[str, ...]) -> str:
    count = "one approval" if needed.n == 1 else f"{needed.n} approvals by different people"
    return f"It needs {count}; {_listed(given) or 'nobody'} approved the text in review."


def _own(needed: ApprovalRule, authors: tuple[str, ...]) -> str:
    if not authors:
        return "The text in review was lifted, so anybody who may decide may approve it."
    if needed.distinct:
        return f"{_listed(authors)} wrote the text in review, and nobody may approve their own edit."
    return f"{_listed(authors)} wrote the text in review; the policy lets authors approve their own edits."


def _waiver(standing: Standing, policy: Policy, name_of: NameOfActor) -> str:
    if standing.verdict == "proved":
        return "It is proved, so no waiver is needed."
    if standing.waiver is not None:
        return f"It is {standing.verdict}, not proved; {name_of(standing.waiver.actor)} recorded a waiver."
    if standing.verdict in policy.waivable:
        return f"It is {standing.verdict}, not proved: approving it needs a waiver with a reason, by an admin or owner."
    return f"It is {standing.verdict}, which this policy does not allow to waive."


def _asked(assigned: tuple[str, ...], in_turn: tuple[str, ...]) -> str:
    parts = []
    if assigned:
        parts.append(f"it is assigned to {_listed(assigned)}")
    if in_turn:
        parts.append(f"by the policy's rotation it is the turn of {_listed(in_turn)}")
    sentence = "; ".join(parts) or "nobody in particular is asked to review it"
    return f"{sentence[0].upper()}{sentence[1:]}."


def _missing(standing: Standing, policy: Policy, needed: ApprovalRule, authors: tuple[str, ...]) -> Iterator[str]:
    if standing.final:
        return
    if standing.spec is None:
        yield "a spec: this unit has none"
    if standing.state is ReviewState.CHANGES_REQUESTED:
        yield "another text: changes were requested"
    if standing.state is ReviewState.PROPOSED:
        yield "SQL without an error"
    elif standing.verdict != "proved" and standing.waiver is None:
        yield _missing_proof(standing.verdict, policy)
    left = needed.n - len(standing.approvals)
    if left > 0:
        approvals = _count(left, "approval")
        if authors and needed.distinct:
            approvals += f" by somebody other than {_listed(authors)}"
        yield approvals


def _missing_proof(verdict: str, policy: Policy) -> str:
    if verdict in policy.waivable:
        return "a proof, or a waiver with its reason"
    return "a text that is proved: this verdict cannot be waived"


def _count(number: int, noun: str) -> str:
    if number == 1:
        return f"one {noun}"
    return f"{number} {noun}s"


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
