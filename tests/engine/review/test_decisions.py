"""What a person's word does, and when it does not count."""

from dataclasses import replace

import pytest

from engine.review.decide import DecisionContext, decide, redo_decision, undo_decision
from engine.review.decisions.approve import Approve
from engine.review.decisions.comment import AddComment
from engine.review.decisions.edit import Edit
from engine.review.decisions.flag import Flag
from engine.review.decisions.reject import Reject
from engine.review.decisions.skip import Skip
from engine.review.policies.policy import ApprovalRule, Policy
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing

ALL = frozenset({"comment", "decide", "edit", "waive"})
ANN, BEN = DecisionContext("ann", ALL), DecisionContext("ben", ALL)
TWO = Policy(high=ApprovalRule(2))
CHECKED = Standing(ReviewState.CONVERTED, spec="s1", verdict="proved")
DOUBTFUL = replace(CHECKED, verdict="unverified")


def refused(code, *args):
    with pytest.raises(Refusal) as refusal:
        decide(*args)
    assert refusal.value.code == f"review.{code}"
    assert refusal.value.hint
    return refusal.value


def test_one_yes_to_what_is_proved_approves_it():
    after = decide(CHECKED, Approve("s1"), ANN)
    assert (after.state, after.approved) == (ReviewState.APPROVED, "s1")


def test_high_risk_waits_for_a_second_person():
    risky = {"policy": TWO, "risk": ("refund",)}
    first = decide(CHECKED, Approve("s1"), replace(ANN, **risky))
    assert (first.state, first.approved) == (ReviewState.IN_REVIEW, None)
    refused("twice", first, Approve("s1"), replace(ANN, **risky))
    assert decide(first, Approve("s1"), replace(BEN, **risky)).state is ReviewState.APPROVED


def test_a_viewer_may_not_approve():
    assert (
        "permission decide"
        in refused("permission", CHECKED, Approve("s1"), replace(ANN, permissions=frozenset())).sentence
    )


def test_a_yes_to_another_text_is_stale():
    refused("stale", CHECKED, Approve("s0"), ANN)


def test_what_is_not_proved_needs_a_waiver_with_a_reason():
    refused("waiver", DOUBTFUL, Approve("s1"), ANN)
    refused("waiver", DOUBTFUL, Approve("s1", waiver="  "), ANN)
    after = decide(DOUBTFUL, Approve("s1", waiver="read it line by line"), ANN)
    assert after.waiver.reason == "read it line by line"


def test_a_waiver_needs_its_permission():
    refused("permission", DOUBTFUL, Approve("s1", waiver="looks fine"), replace(ANN, permissions=frozenset({"decide"})))


def test_what_is_refuted_cannot_be_waived():
    refused("verdict", replace(CHECKED, verdict="refuted"), Approve("s1", waiver="I insist"), ANN)


def test_ones_own_edit_needs_another_persons_yes():
    edited = decide(CHECKED, Edit("s1", "s2", "proved"), ANN)
    refused("own", edited, Approve("s2"), ANN)
    assert decide(edited, Approve("s2"), BEN).approved == "s2"


def test_an_edit_drops_the_yeses_to_the_old_text():
    risky = {"policy": TWO, "risk": ("tax",)}
    first = decide(CHECKED, Approve("s1"), replace(ANN, **risky))
    assert decide(first, Edit("s1", "s2", "proved"), BEN).approvals == ()


def test_an_edit_of_an_approved_spec_keeps_the_file_until_it_is_approved():
    approved = decide(CHECKED, Approve("s1"), ANN)
    assert decide(approved, Edit("s1", "s2", "proved"), BEN).approved == "s1"


def test_an_edit_of_an_old_text_is_stale():
    refused("stale", CHECKED, Edit("s0", "s2", "proved"), ANN)


def test_a_drifted_spec_is_approved_anew():
    drifted = replace(CHECKED, state=ReviewState.DRIFTED, approved="s0")
    assert decide(drifted, Approve("s1"), ANN) == decide(CHECKED, Approve("s1"), ANN)
    same = replace(CHECKED, state=ReviewState.DRIFTED, approved="s1")
    assert decide(same, Approve("s1"), ANN).state is ReviewState.APPROVED


def test_a_no_has_a_reason_from_the_taxonomy():
    refused("reason", CHECKED, Reject("because"), ANN)
    assert decide(CHECKED, Reject("wrong meaning"), ANN).state is ReviewState.REJECTED


def test_a_spec_can_be_sent_back():
    assert decide(CHECKED, Reject("missing part", send_back=True), ANN).state is ReviewState.CHANGES_REQUESTED


def test_a_decided_spec_cannot_be_skipped():
    refused("final", decide(CHECKED, Approve("s1"), ANN), Skip(), BEN)


def test_a_flag_names_whom_to_ask_once():
    flagged = decide(decide(CHECKED, Flag(("ben",)), ANN), Flag(("ben", "cyd")), ANN)
    assert (flagged.state, flagged.asked) == (ReviewState.FLAGGED, ("ben", "cyd"))
    refused("own", CHECKED, Flag(("ann",)), ANN)


def test_a_comment_changes_no_state():
    assert decide(CHECKED, AddComment("why?", line=3, lines=3), ANN) == CHECKED
    refused("line", CHECKED, AddComment("why?", line=0), ANN)
    refused("line", CHECKED, AddComment("why?", line=4, lines=3), ANN)
    refused("words", CHECKED, AddComment("  "), ANN)


def test_an_undo_gives_back_what_was():
    after = decide(CHECKED, Approve("s1"), ANN)
    assert undo_decision(after, CHECKED, after) == CHECKED
    assert redo_decision(CHECKED, CHECKED, after, ANN) == after


def test_an_undo_is_refused_when_somebody_moved_first():
    after = decide(CHECKED, Skip(), ANN)
    moved = decide(after, Approve("s1"), BEN)
    with pytest.raises(Refusal) as refusal:
        undo_decision(moved, CHECKED, after)
    assert refusal.value.code == "review.moved_on"
