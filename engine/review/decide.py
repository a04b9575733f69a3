"""The one way a decision changes a standing, and the one way a change is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import ClassVar, Protocol

from engine.review.decision_quota import check_quota
from engine.review.policy import Policy
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing

AUTO_LANE = "lane:auto"  # the actor for whom a certificate stands in; everybody else is a person
# A yes is to one text with one verdict. Where an undo changes one of these, all must be as it left them:
# else a yes would come to stand beside a text that it was not given to.
_TOGETHER = frozenset({"spec", "verdict", "author", "coauthors", "approvals", "waiver", "approved"})


@dataclass(frozen=True, slots=True)
class DecisionContext:
    """Who speaks, with which permissions, under which policy, about a unit with which risk words.

    `held` are the words for which a person must look, `made` the decisions of this person that count today.
    `ended` tells when they lost which permission, for grants that they had.
    """

    actor: str
    permissions: frozenset[str]
    policy: Policy = field(default_factory=Policy)
    risk: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    made: int = 0
    ended: Mapping[str, str] = field(default_factory=dict)

    def lost(self, permission: str) -> str:
        """The sentence that tells of a grant that ended; empty where there was none."""
        ended = self.ended.get(permission)
        return f" Your grant for {permission} ended at {ended}." if ended else ""


class Decision(Protocol):
    """A person's word; each kind is a module in `decisions`."""

    kind: ClassVar[str]
    permission: ClassVar[str]
    is_counted: ClassVar[bool]

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing: ...


def decide(standing: Standing, decision: Decision, situation: DecisionContext) -> Standing:
    """The standing after the decision, or a Refusal that says why nothing changed."""
    require_permission(decision.kind, decision.permission, situation)
    if decision.is_counted:
        check_quota(situation.policy, situation.made)
    return decision.apply(standing, situation)


def require_permission(word: str, permission: str, situation: DecisionContext) -> None:
    """Refuse whoever has not the permission that a word needs."""
    if permission not in situation.permissions:
        sentence = f"You may not {word} here: that needs the permission {permission}.{situation.lost(permission)}"
        raise Refusal("permission", sentence, "Ask an admin of the project for it, or for a temporary grant.")


def undo_decision(now: Standing, before: Standing, after: Standing) -> Standing:
    """Take back the decision that led from `before` to `after`, field by field; only while nobody moved on.

    What others changed since and this decision did not, such as whom it is assigned to, stays.
    """
    changed = _differing(before, after)
    moved = _differing(now, after) & (changed | (_TOGETHER if changed & _TOGETHER else frozenset()))
    if moved:
        raise _moved_on(now, after, moved)
    return replace(now, **{name: getattr(before, name) for name in changed})


def redo_decision(now: Standing, before: Standing, after: Standing, situation: DecisionContext) -> Standing:
    """Do again what was taken back; only while it is as the undo left it, and under the policy that holds now."""
    again = undo_decision(now, before=after, after=before)
    if again.state is ReviewState.APPROVED and again.state is not now.state:
        _licensed(again, situation)
    return again


def _differing(one: Standing, other: Standing) -> frozenset[str]:
    return frozenset(each.name for each in fields(Standing) if getattr(one, each.name) != getattr(other, each.name))


def _moved_on(now: Standing, after: Standing, moved: frozenset[str]) -> Refusal:
    if now.state is not after.state:
        what = f"It was {after.state} then and is {now.state} now"
    else:
        what = f"Its {', '.join(sorted(moved & {'spec', 'verdict', 'asked'}) or sorted(moved))} changed since"
    hint = "Look at what changed since; undo the later decision first, or decide anew."
    return Refusal("moved_on", f"{what}: somebody moved first.", hint)


def _licensed(again: Standing, situation: DecisionContext) -> None:
    """What was approved once may be asked more of now."""
    policy = situation.policy
    needed = policy.approvals(situation.risk)
    waived = again.waiver is not None and again.verdict in policy.waivable
    own = needed.distinct and any(approval.actor in again.authors for approval in again.approvals)
    if len(again.approvals) < needed.n or own or not (again.verdict == "proved" or waived):
        raise Refusal("policy_changed", "The policy asks for more now than it did then.", "Approve it anew.")
