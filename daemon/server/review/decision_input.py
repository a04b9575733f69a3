"""What somebody says of a unit, as the store's side of deciding takes it, and the engine's decision that it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from engine.review.decide import Decision
from engine.review.decisions.approve import Approve, OfferedText
from engine.review.decisions.assign import Reassign
from engine.review.decisions.comment import AddComment
from engine.review.decisions.edit import Edit
from engine.review.decisions.flag import Flag
from engine.review.decisions.merge import Merge
from engine.review.decisions.reject import Correction, Reject, RejectProposal
from engine.review.decisions.skip import Skip
from engine.review.refusal import Refusal
from engine.review.standing import Standing
from store.core import texts
from store.review.proposals import ProposalRow

DECISION_TYPES: Mapping[str, type[Decision]] = MappingProxyType(
    {kind.kind: kind for kind in (Approve, Reject, Edit, Merge, Skip, Flag, AddComment, Reassign)}
)


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
    """The decision that somebody's word makes; `waiver` names the words that were given with it."""
    match say.kind:
        case "approve":
            return Approve(about.standing.spec, waiver, _offer(about.proposal), about.obligations)
        case "reject" if about.proposal is not None:
            return RejectProposal(say.reason or "")
        case "reject":
            return Reject(say.reason or "", say.send_back, _correction(say.text))
        case "edit":
            text = _text(say)
            return Edit(text.base, text.hash, text.verdict)
        case "merge":
            text = _text(say)
            return Merge(text.base, text.hash, text.verdict, about.proposal.actor if about.proposal else None)
        case "skip":
            return Skip()
        case "flag":
            return Flag(say.asked)
        case "comment":
            return AddComment(say.note, 1 if say.line is None else say.line, about.lines)
        case "assign":
            return Reassign(say.asked)
    raise Refusal("word", f"{say.kind!r} is no word we know.", f"One of: {', '.join(DECISION_TYPES)}.")


def _offer(proposal: ProposalRow | None) -> OfferedText | None:
    return None if proposal is None else OfferedText(proposal.spec, proposal.verdict, proposal.actor)


def _correction(text: CheckedText | None) -> Correction | None:
    return None if text is None else Correction(text.base, text.hash, text.verdict)


def _text(say: DecisionInput) -> CheckedText:
    if say.text is None:
        raise Refusal("text", f"To {say.kind}, a text is needed.", "Give the whole spec as it should be.")
    return say.text
