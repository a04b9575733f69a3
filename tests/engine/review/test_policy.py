"""What a project asks for before a spec counts as approved."""

import pytest

from engine.review.policy import Approvals, Policy, read_policy
from engine.review.refusal import Refusal


def test_risk_words_are_found_in_names_and_texts():
    assert Policy().risk_of("billing.refund_order", "SELECT 1") == ("refund",)
    assert Policy().risk_of("f", "UPDATE payments SET x = 1") == ("payment",)


def test_a_word_within_a_word_is_no_risk():
    assert Policy().risk_of("syntax_check", "taxonomy") == ()


def test_approvals_are_read_by_risk():
    policy = read_policy({"approvals": [{"risk": "high", "n": 2, "distinct": True}]})
    assert policy.approvals(("tax",)) == Approvals(2)
    assert policy.approvals(()) == Approvals(1)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"aprovals": []}, "approvals"),
        ({"approvals": [{"risk": "high", "m": 2}]}, "no key m"),
        ({"approvals": [{"risk": "huge"}]}, "cannot be used"),
        ({"approvals": [{"risk": "high", "n": 0}]}, "cannot be used"),
        ({"approvals": [{"risk": "high", "n": True}]}, "cannot be used"),
    ],
)
def test_a_policy_is_read_strictly(data, says):
    with pytest.raises(Refusal) as refusal:
        read_policy(data)
    assert says in f"{refusal.value.sentence} {refusal.value.hint}"
