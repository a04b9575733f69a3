"""How many units a person may decide on in a day: tired eyes approve anything."""

from engine.review.policy import Policy
from engine.review.refusal import Refusal


def check_quota(policy: Policy, made: int) -> None:
    """Refuse a decision that would be one too many; `made` counts those of today that stand."""
    if policy.quota is not None and made >= policy.quota:
        sentence = f"You decided on {made} units today, and the policy lets a person decide on {policy.quota} a day."
        raise Refusal("quota", sentence, "Go on tomorrow (UTC), or flag it for somebody else.")


def quota_sentence(policy: Policy, made: int) -> str:
    """What is left of a person's day, in a sentence."""
    if policy.quota is None:
        return "There is no quota: a day may have any number of your decisions."
    left = max(0, policy.quota - made)
    return f"You decided on {made} units today; the quota is {policy.quota} a day, so {left} are left."
