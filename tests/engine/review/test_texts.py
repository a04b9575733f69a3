"""Decisions that put another text in review: proposals that are adopted, corrections, merges; and who may say what."""

from dataclasses import replace

import pytest

from engine.review.allowed_decisions import allowed_decisions
from engine.review.decide import AUTO_LANE, DecisionContext, decide, redo_decision, undo_decision
from engine.review.decision_rule import OfferedText, ReplacementText
from engine.review.decisions.approve import Approve
from engine.review.decisions.assign import Reassign
from engine.review.decisions.edit import Edit
from engine.review.decisions.flag import Flag
from engine.review.decisions.merge import Merge
from engine.review.decisions.reject import Reject, RejectProposal
from engine.review.policies.policy import ApprovalRule, Policy
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing, displayed_state

ALL = frozenset({"comment", "decide", "edit", "waive"})
ANN, BEN, CYD = (DecisionContext(name, ALL) for name in ("ann", "ben", "cyd"))
CHECKED = Standing(ReviewState.CONVERTED, "s1", "proved")
OFFER = OfferedText("s2", "proved", "ben")


def refused(code, *args):
    with pytest.raises(Refusal) as refusal:
        decide(*args)
    assert refusal.value.code == f"review.{code}"
    assert refusal.value.hint
    return refusal.value


def test_an_adopted_proposal_is_its_authors_text_with_its_verdict():
    after = decide(CHECKED, Approve("s1", offer=OFFER), ANN)
    assert (after.spec, after.approved, after.author) == ("s2", "s2", "ben")
    refused("own", CHECKED, Approve("s1", offer=OFFER), BEN)
    refused("waiver", CHECKED, Approve("s1", offer=replace(OFFER, verdict="tested")), ANN)


def test_yeses_to_the_text_before_do_not_count_for_a_proposal():
    two = Policy(normal=ApprovalRule(2))
    first = decide(CHECKED, Approve("s1"), replace(CYD, policy=two))
    after = decide(first, Approve("s1", offer=OFFER), replace(ANN, policy=two))
    assert (after.state, [approval.actor for approval in after.approvals]) == (ReviewState.IN_REVIEW, ["ann"])


def test_a_proposal_may_be_approved_where_another_text_is_approved_already():
    approved = decide(CHECKED, Approve("s1"), ANN)
    assert decide(approved, Approve("s1", offer=OFFER), ANN).approved == "s2"
    refused("approved", approved, Approve("s1", offer=replace(OFFER, spec="s1")), CYD)


def test_a_declined_proposal_leaves_the_unit_as_it_is():
    assert decide(CHECKED, RejectProposal("outdated"), ANN) == CHECKED
    refused("reason", CHECKED, RejectProposal("because"), ANN)


def test_a_corrected_text_is_sent_back_for_somebody_else_to_approve():
    after = decide(CHECKED, Reject("wrong name", correction=ReplacementText("s1", "s2", "proved")), ANN)
    assert (after.state, after.spec, after.author, after.reason) == (
        ReviewState.CHANGES_REQUESTED,
        "s2",
        "ann",
        "wrong name",
    )
    refused("own", after, Approve("s2"), ANN)
    assert decide(after, Approve("s2"), BEN).state is ReviewState.APPROVED


def test_a_correction_needs_the_permission_to_edit_and_the_text_that_was_seen():
    correction = Reject("wrong name", correction=ReplacementText("s0", "s2", "proved"))
    refused("permission", CHECKED, correction, replace(ANN, permissions=frozenset({"decide"})))
    refused("stale", CHECKED, correction, ANN)


def test_nobody_whose_words_are_in_a_merge_approves_it():
    edited = decide(CHECKED, Edit("s1", "s2", "proved"), ANN)
    merged = decide(edited, Merge("s2", "s3", "proved", "cyd"), BEN)
    assert merged.authors == {"ann", "ben", "cyd"}
    for author in (ANN, BEN, CYD):
        refused("own", merged, Approve("s3"), author)
    assert decide(merged, Approve("s3"), DecisionContext("dan", ALL)).state is ReviewState.APPROVED


def test_where_authors_may_approve_their_own_they_may():
    own = Policy(normal=ApprovalRule(1, distinct=False))
    edited = decide(CHECKED, Edit("s1", "s2", "proved"), ANN)
    assert decide(edited, Approve("s2"), replace(ANN, policy=own)).state is ReviewState.APPROVED


def test_a_unit_without_a_spec_has_nothing_to_approve_until_somebody_writes_one():
    empty = Standing(ReviewState.PROPOSED, None, "unverified")
    refused("no_spec", empty, Approve(None), ANN)
    written = decide(empty, Edit(None, "s1", "proved"), ANN)
    assert decide(written, Approve("s1"), BEN).state is ReviewState.APPROVED


def test_an_assignment_takes_the_place_of_the_one_before():
    asked = decide(CHECKED, Reassign(("ben", "cyd", "ben")), ANN)
    assert (asked.state, asked.asked) == (ReviewState.CONVERTED, ("ben", "cyd"))
    refused("unchanged", asked, Reassign(("ben", "cyd")), ANN)
    assert decide(asked, Reassign(()), ANN) == CHECKED


def test_what_would_change_nothing_is_refused():
    refused("rejected", decide(CHECKED, Reject("other"), ANN), Reject("wrong name"), BEN)
    refused("rejected", decide(CHECKED, Reject("other", send_back=True), ANN), Reject("other", send_back=True), BEN)
    refused("flagged", decide(CHECKED, Flag(("ben",)), ANN), Flag(("ben",)), CYD)


def test_what_goes_by_itself_is_a_proved_lift_that_nobody_touched():
    auto = replace(ANN, actor=AUTO_LANE)
    assert decide(CHECKED, Approve("s1"), auto).state is ReviewState.APPROVED
    refused("auto", replace(CHECKED, verdict="tested"), Approve("s1", waiver="certified"), auto)
    refused("auto", replace(CHECKED, state=ReviewState.FLAGGED), Approve("s1"), auto)
    refused("auto", CHECKED, Approve("s1"), replace(auto, held=("tax",)))
    refused("auto", CHECKED, Approve("s1"), replace(auto, risk=("refund",)))
    refused("auto", CHECKED, Approve("s1"), replace(auto, policy=Policy(normal=ApprovalRule(2))))


def test_an_undo_leaves_what_it_did_not_change():
    approved = decide(CHECKED, Approve("s1"), ANN)
    asked = decide(approved, Reassign(("cyd",)), BEN)
    assert undo_decision(asked, CHECKED, approved) == replace(CHECKED, asked=("cyd",))


def test_an_undo_never_puts_a_yes_beside_another_text():
    seen = decide(CHECKED, Flag(), CYD)
    in_review = decide(seen, Edit("s1", "s2", "proved"), ANN)
    edited = decide(in_review, Edit("s2", "s3", "proved"), ANN)
    first = decide(edited, Approve("s3"), replace(BEN, policy=Policy(normal=ApprovalRule(2))))
    with pytest.raises(Refusal) as refusal:
        undo_decision(first, in_review, edited)
    assert refusal.value.code == "review.moved_on"


def test_a_yes_is_done_again_only_under_the_policy_that_holds_now():
    approved = decide(CHECKED, Approve("s1"), ANN)
    assert redo_decision(CHECKED, CHECKED, approved, ANN) == approved
    with pytest.raises(Refusal) as refusal:
        redo_decision(CHECKED, CHECKED, approved, replace(ANN, policy=Policy(normal=ApprovalRule(2))))
    assert refusal.value.code == "review.policy_changed"


def test_approved_is_shown_as_written_once_the_file_holds_the_text():
    approved = decide(CHECKED, Approve("s1"), ANN)
    assert (displayed_state(approved, "s1"), displayed_state(approved, "s0"), displayed_state(CHECKED, "s1")) == (
        ReviewState.WRITTEN,
        ReviewState.APPROVED,
        ReviewState.CONVERTED,
    )


def able(standing, situation):
    return {
        word: refusal and refusal.code.removeprefix("review.")
        for word, refusal in allowed_decisions(standing, situation)
    }


def test_what_somebody_may_say_is_told_with_what_is_in_the_way():
    assert set(able(CHECKED, ANN).values()) == {None}
    assert list(able(CHECKED, ANN)) == ["approve", "assign", "comment", "edit", "flag", "merge", "reject", "skip"]
    viewer = replace(ANN, permissions=frozenset())
    assert set(able(CHECKED, viewer).values()) == {"permission"}
    edited = decide(CHECKED, Edit("s1", "s2", "proved"), ANN)
    assert able(edited, ANN)["approve"] == "own"
    approved = decide(CHECKED, Approve("s1"), ANN)
    assert {word for word, refusal in able(approved, ANN).items() if refusal} == {"approve", "skip"}


def test_a_reviewer_without_the_permission_to_waive_cannot_approve_what_is_not_proved():
    reviewer = replace(ANN, permissions=frozenset({"comment", "decide"}))
    assert able(replace(CHECKED, verdict="tested"), reviewer)["approve"] == "permission"
    assert able(replace(CHECKED, verdict="tested"), ANN)["approve"] is None
