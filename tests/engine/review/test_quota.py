"""A day holds so many decisions."""

import pytest

from engine.review.decide import DecisionContext, decide
from engine.review.decision_rules import COUNTED_KINDS
from engine.review.decisions.comment import AddComment
from engine.review.policies import decision_quota
from engine.review.policies.policy import Policy
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing

STANDING = Standing(ReviewState.IN_REVIEW, "spec", "proved")


def test_the_decision_after_the_last_one_is_refused():
    decision_quota.check_quota(Policy(quota=2), 1)
    with pytest.raises(Refusal) as refusal:
        decision_quota.check_quota(Policy(quota=2), 2)
    assert refusal.value.code == "review.quota"
    assert "2 a day" in refusal.value.sentence


def test_without_a_quota_no_decision_is_refused():
    decision_quota.check_quota(Policy(), 1_000)


def test_a_comment_is_allowed_when_the_quota_is_used_up():
    context = DecisionContext("ada", frozenset({"comment"}), Policy(quota=2), made=1_000)
    assert decide(STANDING, AddComment("Why?"), context) == STANDING


def test_approvals_and_rejections_count_toward_the_quota():
    assert COUNTED_KINDS == ("approve", "reject")


def test_what_is_left_is_told():
    assert "so 3 are left" in decision_quota.quota_sentence(Policy(quota=10), 7)
    assert "so 0 are left" in decision_quota.quota_sentence(Policy(quota=10), 12)
    assert "no quota" in decision_quota.quota_sentence(Policy(), 12)
