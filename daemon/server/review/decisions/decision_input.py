"""The input of a decision, with its names and texts resolved, and the engine's decision made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daemon.wire.decision_descriptor import DecisionDescriptor
from daemon.wire.decision_kinds import DESCRIPTORS
from engine.review.decide import Decision
from engine.review.decision_rule import DecisionFacts, OfferedText, ReplacementText
from engine.review.decision_rules import RULES
from engine.review.refusal import Refusal
from engine.review.standing import Standing
from store.core import texts
from store.review.proposals import ProposalRow


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text for a spec and what the check found. `base` is the hash of the text in review that it replaces,
    `sql` that of the SQL it was proved against; `correction` is how it differs from `base`, by structure.
    """

    spec: str
    verdict: str
    base: str | None
    sql: str
    lowered: str | None = None
    evidence: Mapping[str, object] | None = None
    links: Sequence[object] = ()
    correction: object = None

    @property
    def hash(self) -> str:
        """The hash that names the spec."""
        return texts.hash_of(self.spec)


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """A decision as it was entered; people in `asked` are ids, `seconds` is how long the person looked."""

    kind: str
    note: str = ""
    reason: str | None = None
    send_back: bool = False
    text: CheckedText | None = None
    proposal: int | None = None
    line: int | None = None
    asked: tuple[str, ...] = ()
    seconds: float | None = None
    blind: bool = False

    @property
    def descriptor(self) -> DecisionDescriptor:
        """Return what is known about its kind, or refuse a kind that does not exist."""
        found = DESCRIPTORS.get(self.kind)
        if found is None:
            raise Refusal("kind", f"{self.kind!r} is not a kind of decision.", f"Use one of: {', '.join(DESCRIPTORS)}.")
        return found


@dataclass(frozen=True, slots=True)
class DecisionSubject:
    """What a decision is about: the standing, the proposal if any, and the number of lines of the text in review.

    `obligations` are those that the approved text leaves open; None if it is not proved even when they hold.
    """

    standing: Standing
    proposal: ProposalRow | None = None
    lines: int = 1
    obligations: tuple[str, ...] | None = None


def decision_from_input(given: DecisionInput, target: DecisionSubject, waiver: str | None) -> Decision:
    """Return the engine's decision for an input; `waiver` names the note that came with it."""
    return RULES[given.descriptor.kind].from_facts(_facts(given, target, waiver))


def _facts(given: DecisionInput, target: DecisionSubject, waiver: str | None) -> DecisionFacts:
    return DecisionFacts(
        kind=given.kind,
        standing=target.standing,
        note=given.note,
        waiver=waiver,
        reason=given.reason or "",
        send_back=given.send_back,
        text=_replacement(given.text),
        offer=_offer(target.proposal),
        obligations=target.obligations,
        line=given.line or 1,
        lines=target.lines,
        asked=given.asked,
    )


def _replacement(text: CheckedText | None) -> ReplacementText | None:
    if text is None:
        return None
    return ReplacementText(text.base, text.hash, text.verdict)


def _offer(proposal: ProposalRow | None) -> OfferedText | None:
    if proposal is None:
        return None
    return OfferedText(proposal.spec, proposal.verdict, proposal.actor)
