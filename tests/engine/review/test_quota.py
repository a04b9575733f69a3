"""A day holds so many decisions."""

import pytest

from engine.review import decision_quota
from engine.review.policy import Policy
from engine.review.refusal import Refusal


def test_the_decision_after_the_last_one_is_refused():
    decision_quota.check_quota(Policy(quota=2), "approve", 1)
    with pytest.raises(Refusal) as refusal:
        decision_quota.check_quota(Policy(quota=2), "reject", 2)
    assert refusal.value.code == "review.quota"
    assert "2 a day" in refusal.value.sentence


@pytest.mark.parametrize(("policy", "word"), [(Policy(quota=2), "comment"), (Policy(), "approve")])
def test_what_is_not_counted_is_never_too_much(policy, word):
    decision_quota.check_quota(policy, word, 1_000)


def test_what_is_left_is_told():
    assert "so 3 are left" in decision_quota.quota_sentence(Policy(quota=10), 7)
    assert "so 0 are left" in decision_quota.quota_sentence(Policy(quota=10), 12)
    assert "no quota" in decision_quota.quota_sentence(Policy(), 12)
