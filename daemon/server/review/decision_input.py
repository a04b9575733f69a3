"""The input of a decision, with its names and texts resolved, and the engine's decision made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
class DecisionMaker:
    """Who speaks, by the id that the journal knows, and what they may do in the project.

    `ended` tells when they lost which permission, for grants that they had.
    """

    actor: str
    permissions: frozenset[str]
    ended: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text for a spec and what the checker found. `base` is the hash of the text in review that it was written over,
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
        """How the spec is named."""
        return texts.hash_of(self.spec)


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """One word with what belongs to it; people in `asked` are ids, `seconds` is how long they looked."""

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
class DecisionTarget:
    """What it is said of: the standing, the proposal if it is about one, and how many lines the text in review has.

    `obligations` are those that the text which is approved leaves open; None where it is not proved even if they hold.
    """

    standing: Standing
    proposal: ProposalRow | None = None
    lines: int = 1
    obligations: tuple[str, ...] | None = None


def decision_from_input(say: DecisionInput, about: DecisionTarget, waiver: str | None) -> Decision:
    """Return the engine's decision for an input; `waiver` names the note that came with it."""
    return RULES[say.descriptor.kind].from_facts(_facts(say, about, waiver))


def _facts(say: DecisionInput, about: DecisionTarget, waiver: str | None) -> DecisionFacts:
    text, proposal = say.text, about.proposal
    return DecisionFacts(
        kind=say.kind,
        standing=about.standing,
        note=say.note,
        waiver=waiver,
        reason=say.reason or "",
        send_back=say.send_back,
        text=None if text is None else ReplacementText(text.base, text.hash, text.verdict),
        offer=None if proposal is None else OfferedText(proposal.spec, proposal.verdict, proposal.actor),
        obligations=about.obligations,
        line=1 if say.line is None else say.line,
        lines=about.lines,
        asked=say.asked,
    )
