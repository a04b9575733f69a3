"""What a project asks for before a spec counts as approved, and how strictly that is read."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.review.policies.policy import ApprovalRule, Policy, ReviewerRotation
from engine.review.policies.policy_file import read_policy
from engine.review.refusal import Refusal
from engine.review.risk_words import RISK_WORDS, find_risk_words

WHOLE = """
risk_words = ["tax", "salary"]
always_review = ["salary"]
quota = 200
waivable = ["proved-if"]

[[approvals]]
risk = "high"
n = 2

[[ask]]
risk = "high"
people = ["key:ada", "os:1000"]
n = 1
"""


def test_an_empty_text_is_the_policy_that_every_project_begins_with():
    assert read_policy("") == Policy()


def test_a_policy_is_read_whole():
    assert read_policy(WHOLE) == Policy(
        high=ApprovalRule(2),
        risk_words=("tax", "salary"),
        always_review=("salary",),
        quota=200,
        waivable=("proved-if",),
        ask_high=ReviewerRotation(("key:ada", "os:1000")),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("billing.refund_order", ("refund",)),
        ("UPDATE payments SET x = 1", ("payment",)),
        ("o.refundedAt, o.TaxRate", ("tax", "refund")),
        ("syntax_check, taxonomy, accredited", ()),
    ],
)
def test_risk_words_are_found_as_words_of_their_own(text, words):
    assert Policy().risk_of(text) == words


def test_a_risk_word_is_found_where_it_stands():
    text = "SELECT refund_id FROM tb_refunds"
    assert [text[found.start : found.end] for found in find_risk_words(RISK_WORDS, text)] == ["refund", "refunds"]


def test_approvals_are_asked_for_by_risk():
    policy = read_policy(WHOLE)
    assert policy.approvals(("tax",)) == ApprovalRule(2)
    assert policy.approvals(()) == ApprovalRule(1)


def test_high_risk_asks_for_no_less_than_normal_risk():
    two = '[[approvals]]\nrisk = "normal"\nn = 2\n'
    assert read_policy(two).approvals(("tax",)) == ApprovalRule(2)
    own = read_policy(f"{two}distinct = false")
    assert (own.approvals(()), own.approvals(("tax",))) == (ApprovalRule(2, distinct=False), ApprovalRule(2))


def test_more_risk_words_hold_more_back():
    assert read_policy('risk_words = ["salary"]').held_back("salary tax") == ("tax", "salary")


@pytest.mark.parametrize("text", ["", "risk_words = []"])
def test_something_is_always_reviewed_unless_the_policy_says_that_nothing_is(text):
    assert read_policy(text).always_review == RISK_WORDS
    assert read_policy(f"{text}\nalways_review = []").always_review == ()


PEOPLE = st.lists(st.sampled_from(["key:a", "key:b", "key:c", "os:1"]), unique=True, min_size=1).map(tuple)


@given(PEOPLE, st.integers(1, 4), st.integers(1, 10_000), st.frozensets(st.sampled_from(["key:a", "key:b"])))
def test_as_many_are_asked_as_the_policy_says_and_nobody_about_their_own_edit(people, n, unit, authors):
    asked = ReviewerRotation(people, n).about(unit, authors)
    assert len(asked) == len(set(asked)) == min(n, len(set(people) - authors))
    assert set(asked) <= set(people) - authors


@given(PEOPLE)
def test_units_that_follow_each_other_are_shared_out_evenly(people):
    asked = [person for unit in range(len(people)) for person in ReviewerRotation(people).about(unit)]
    assert sorted(asked) == sorted(people)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("quota = x", "line 1"),
        ("\n\n[[approvals]\n", "line 3"),
        ("x = " + "[" * 5000, "nested"),
        ("aprovals = []", "Did you mean approvals?"),
        ("colour = 1", "Known keys: always_review"),
        ('[[approvals]]\nrisk = "high"\nm = 2', "[[approvals]] has no key m"),
        ('[[approvals]]\nrisk = "huge"', "not 'huge'"),
        ("[[approvals]]\nn = 2", "needs risk"),
        ('[[approvals]]\nrisk = "high"\nn = 0', "from 1 to 20"),
        ('[[approvals]]\nrisk = "high"\nn = true', "not True"),
        ('[[approvals]]\nrisk = "high"\ndistinct = 1', "true or false"),
        ('[[approvals]]\nrisk = "high"\n' * 2, "twice"),
        ("approvals = 2", "Write [[approvals]]"),
        ('approvals = {risk = "high", n = 2}', "Write [[approvals]]"),
        ('[[approvals]]\nrisk = "normal"\nn = 2\n[[approvals]]\nrisk = "high"', "1 for high risk and 2 for normal"),
        ('[[approvals]]\nrisk = "high"\ndistinct = false', "and not at normal risk"),
        ('[[approvals]]\nrisk = "high"\nn = 1000', "Write it like n = 1"),
        ('[[ask]]\nrisk = "high"', "nobody is named"),
        ('[[ask]]\nrisk = "high"\npeople = ["ada"]', "'ada' is not an account"),
        ('[[ask]]\nrisk = "high"\npeople = ["key:a", "key:a"]', "named twice"),
        ('[[ask]]\nrisk = "high"\npeople = ["key:a"]\nn = 2', "from 1 to 1"),
        ('risk_words = ["Tax"]', "'Tax' is not a valid word"),
        ('risk_words = "tax"', "list"),
        ("quota = 0", "from 1"),
        ("quota = 1.5", "not 1.5"),
        ('waivable = ["refuted"]', "cannot be waived"),
    ],
)
def test_a_policy_is_read_strictly(text, says):
    with pytest.raises(Refusal) as refusal:
        read_policy(text)
    assert refusal.value.code == "review.policy"
    assert says in f"{refusal.value.sentence} {refusal.value.hint}"
    assert refusal.value.hint


def test_the_policy_of_the_documents_can_be_used():
    page = Path(__file__).parents[3] / "docs" / "how-to" / "people.md"
    (text,) = re.findall(r"^```toml\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)
    policy = read_policy(text)
    assert policy.approvals(("salary",)) == ApprovalRule(2)
    assert policy.asked(("salary",), 1, frozenset({"key:bob"})) == ("os:1000", "key:alice")
    assert policy.waivable == ("proved-if", "tested")


def test_a_policy_can_forbid_the_auto_lane():
    assert read_policy("").auto_lane
    assert not read_policy("auto_lane = false").auto_lane
    with pytest.raises(Refusal, match="true or false"):
        read_policy("auto_lane = 1")
