"""Apply a decision to a standing, undo it and redo it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import ClassVar, Protocol

from engine.review.policies.decision_quota import check_quota
from engine.review.policies.policy import Policy
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing

AUTO_LANE = "lane:auto"  # the actor that acts under a certificate; everybody else is a person
# An approval is of one text with one verdict. If an undo changes one of these fields, all must be as the decision left
# them; otherwise an approval would end up beside a text that it was not given for.
_TOGETHER = frozenset({"spec", "verdict", "author", "coauthors", "approvals", "waiver", "approved"})


@dataclass(frozen=True, slots=True)
class DecisionContext:
    """Who decides, with which permissions, under which policy, on a unit with which risk words.

    `held` are the words that require a person's review, `made` the decisions of this person that count today.
    `ended` says when which of their grants ended.
    """

    actor: str
    permissions: frozenset[str]
    policy: Policy = field(default_factory=Policy)
    risk: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    made: int = 0
    ended: Mapping[str, str] = field(default_factory=dict)

    def lost(self, permission: str) -> str:
        """Return a sentence about a grant that ended; empty if there was none."""
        ended = self.ended.get(permission)
        if ended:
            return f" Your grant for {permission} ended at {ended}."
        return ""


class Decision(Protocol):
    """One decision; each kind is a module in `decisions`."""

    kind: ClassVar[str]
    permission: ClassVar[str]
    is_counted: ClassVar[bool]

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing: ...


def decide(standing: Standing, decision: Decision, situation: DecisionContext) -> Standing:
    """Return the standing after the decision; raise Refusal if it is not allowed."""
    require_permission(decision.kind, decision.permission, situation)
    if decision.is_counted:
        check_quota(situation.policy, situation.made)
    return decision.apply(standing, situation)


def require_permission(word: str, permission: str, situation: DecisionContext) -> None:
    """Refuse a decision by somebody without the permission it requires."""
    if permission not in situation.permissions:
        sentence = f"You may not {word} here: that needs the permission {permission}.{situation.lost(permission)}"
        raise Refusal("permission", sentence, "Ask an admin of the project for it, or for a temporary grant.")


def undo_decision(now: Standing, before: Standing, after: Standing) -> Standing:
    """Undo the decision that led from `before` to `after`, field by field, unless a later decision changed them.

    Fields that the decision did not change, such as the assignment, keep their current values. A verdict belongs to
    its text: it comes back with it, and a change of it by a proof or a trial does not count as a decision.
    """
    changed = _differing(before, after)
    affected = changed
    if changed & _TOGETHER:
        affected |= _TOGETHER
    moved = _differing(now, after) & affected
    if "spec" in changed:
        changed |= {"verdict"}
    if now.spec == after.spec:
        moved -= {"verdict"}
    if moved:
        raise _moved_on(now, after, moved)
    return replace(now, **{name: getattr(before, name) for name in changed})


def redo_decision(now: Standing, before: Standing, after: Standing, situation: DecisionContext) -> Standing:
    """Redo an undone decision, if nothing changed since and the current policy still allows it."""
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
    hint = "Review what changed since; undo the later decision first, or decide again."
    return Refusal("moved_on", f"{what}: somebody decided in the meantime.", hint)


def _licensed(again: Standing, situation: DecisionContext) -> None:
    """Refuse to restore an approval that the current policy would not grant."""
    policy = situation.policy
    needed = policy.approvals(situation.risk)
    waived = again.waiver is not None and again.verdict in policy.waivable
    own = needed.distinct and any(approval.actor in again.authors for approval in again.approvals)
    if len(again.approvals) < needed.n or own or not (again.verdict == "proved" or waived):
        raise Refusal("policy_changed", "The policy requires more now than it did then.", "Approve it again.")
