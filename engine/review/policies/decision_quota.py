"""The limit of decisions that a person may make in a day: tired eyes approve anything."""

from engine.review.policies.policy import Policy
from engine.review.refusal import Refusal


def check_quota(policy: Policy, made: int) -> None:
    """Refuse a decision over the quota; `made` counts today's decisions that were not undone."""
    if policy.quota is not None and made >= policy.quota:
        sentence = f"You decided on {made} units today, and the policy lets a person decide on {policy.quota} a day."
        raise Refusal("quota", sentence, "Go on tomorrow (UTC), or flag it for somebody else.")


def quota_sentence(policy: Policy, made: int) -> str:
    """Return a sentence about what is left of a person's quota today."""
    if policy.quota is None:
        return "There is no quota: you may decide on any number of units a day."
    left = max(0, policy.quota - made)
    return f"You decided on {made} units today; the quota is {policy.quota} a day, so {left} are left."
