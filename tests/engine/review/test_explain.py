"""What a policy asks of a unit can be said in sentences."""

from engine.review.policies.explain_policy import ExplainedUnit, explain_policy
from engine.review.policies.policy import ApprovalRule, Policy
from engine.review.standing import Approval, ReviewState, Standing, Waiver

REFUND = ExplainedUnit(
    "billing.refund_order(integer)", "CREATE FUNCTION …\nUPDATE payments\nSET tax = 0, tax_on = NULL;"
)
PLAIN = ExplainedUnit("shop.half(integer)", "SELECT 1")
TWO = Policy(high=ApprovalRule(2))
NAMES = {"act_1": "Ada", "act_2": "Bob"}


def standing(**fields):
    return Standing(**{"state": ReviewState.CONVERTED, "spec": "s", "verdict": "proved"} | fields)


def told(now, policy=TWO, unit=REFUND):
    return explain_policy(now, policy, unit, NAMES.__getitem__)


def sentence(explanation, word):
    (found,) = [each for each in explanation.sentences if word in each]
    return found


def test_risk_words_are_told_with_where_they_stand():
    explained = told(standing())
    assert explained.risk == ("tax", "refund", "payment")
    expected = "The risk is high: refund in its name; payment in line 2 of its SQL; tax in line 3 of its SQL."
    assert sentence(explained, "The risk is") == expected


def test_a_unit_without_risk_words_is_of_normal_risk():
    explained = told(standing(), unit=PLAIN)
    assert (explained.risk, explained.needed) == ((), 1)
    assert "normal" in sentence(explained, "The risk is")
    assert "auto lane" in sentence(explained, "No risk word")


def test_a_policy_that_forbids_the_auto_lane_says_so():
    assert "forbids the auto lane" in sentence(told(standing(), Policy(auto_lane=False), PLAIN), "auto lane")


def test_many_places_are_counted():
    unit = ExplainedUnit("f()", "tax\n" * 5)
    assert "tax in lines 1, 2, 3 and 2 more" in sentence(told(standing(), unit=unit), "The risk is")


def test_a_unit_whose_sql_has_an_error_needs_neither_a_proof_nor_a_waiver():
    faulty = standing(state=ReviewState.PROPOSED, verdict="unverified")
    assert told(faulty, unit=PLAIN).missing == ("SQL without an error", "one approval")


def test_who_approved_is_named_and_what_is_missing():
    explained = told(standing(state=ReviewState.IN_REVIEW, approvals=(Approval("act_1", "s"),)))
    assert explained.approvals == ("Ada",)
    assert "Ada approved" in sentence(explained, "approvals")
    assert explained.missing == ("one approval",)


def test_an_authors_own_yes_is_not_asked_for():
    explained = told(standing(author="act_2"))
    assert "Bob wrote" in sentence(explained, "own edit")
    assert explained.missing == ("2 approvals by somebody other than Bob",)
    assert "own edits" in sentence(told(standing(author="act_2"), Policy(high=ApprovalRule(1, distinct=False))), "lets")


def test_all_authors_of_a_merged_text_are_named():
    explained = told(standing(author="act_2", coauthors=("act_1",)))
    assert explained.missing == ("2 approvals by somebody other than Ada and Bob",)


def test_what_is_not_proved_needs_a_waiver_if_it_can_have_one():
    assert "a proof, or a waiver with its reason" in told(standing(verdict="tested")).missing
    assert "cannot be waived" in told(standing(verdict="refuted")).missing[0]
    waived = told(standing(verdict="tested", waiver=Waiver("act_1", "r")))
    assert "Ada recorded a waiver" in sentence(waived, "waiver")
    assert waived.missing == ("2 approvals",)


def test_who_is_asked_is_told():
    explained = told(standing(asked=("act_1", "act_2")), unit=ExplainedUnit("f()", "", ("Zoe",)))
    assert "assigned to Ada and Bob; by the policy's rotation it is the turn of Zoe." in sentence(explained, "turn")
    assert "Nobody in particular" in sentence(told(standing()), "asked")


def test_nothing_is_missing_once_it_is_closed():
    assert told(standing(state=ReviewState.APPROVED)).missing == ()


def test_another_text_is_missing_where_changes_were_requested():
    assert "changes were requested" in told(standing(state=ReviewState.CHANGES_REQUESTED)).missing[0]
