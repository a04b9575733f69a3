"""What a new conversion does to a standing."""

from dataclasses import replace

import pytest

from engine.review.decide import DecisionContext, decide, undo_decision
from engine.review.decisions.approve import Approve
from engine.review.decisions.assign import Reassign
from engine.review.decisions.edit import Edit
from engine.review.decisions.skip import Skip
from engine.review.follow_conversion import MAX_FORMER, FormerStanding, LiftSummary, follow_conversion, new_standing
from engine.review.standing import ReviewState

ANN = DecisionContext("ann", frozenset({"comment", "decide", "edit", "waive"}))
BEN = replace(ANN, actor="ben")
A = LiftSummary("sql-a", "spec-a", "proved")
B = LiftSummary("sql-b", "spec-b", "proved")
START = new_standing(A)
APPROVED = decide(START, Approve("spec-a"), ANN)
DRIFTED = follow_conversion(APPROVED, (), A, B)


def test_a_unit_begins_checked_or_proposed_while_it_has_a_fault_or_no_spec():
    assert START.state is ReviewState.CONVERTED
    assert (
        new_standing(replace(A, faulty=True)).state is new_standing(replace(A, spec=None)).state is ReviewState.PROPOSED
    )


def test_what_nobody_decided_on_is_simply_new():
    assert follow_conversion(START, (), A, B).standing == new_standing(B)
    asked = decide(START, Reassign(("ben",)), ANN)
    assert follow_conversion(asked, (), A, B).standing == replace(new_standing(B), asked=("ben",))


def test_what_somebody_decided_on_has_drifted_and_its_file_keeps_the_approved_text():
    now = DRIFTED.standing
    assert (now.state, now.spec, now.approved) == (ReviewState.DRIFTED, "spec-b", "spec-a")
    assert (now.approvals, now.waiver, now.author) == ((), None, None)
    assert DRIFTED.before == (FormerStanding("sql-a", "spec-a", APPROVED),)


def test_sql_that_comes_back_brings_back_what_was_said_of_it():
    back = follow_conversion(DRIFTED.standing, DRIFTED.before, B, A)
    assert (back.standing, back.before, back.proposes) == (APPROVED, (), False)


def test_an_edit_comes_back_with_its_sql_as_well():
    edited = decide(START, Edit("spec-a", "mine", "proved"), ANN)
    gone = follow_conversion(edited, (), A, B)
    assert follow_conversion(gone.standing, gone.before, B, A).standing == edited
    assert not follow_conversion(gone.standing, gone.before, B, A).proposes


def test_who_was_assigned_meanwhile_stays_so():
    asked = decide(DRIFTED.standing, Reassign(("cyd",)), BEN)
    assert follow_conversion(asked, DRIFTED.before, B, A).standing == replace(APPROVED, asked=("cyd",))


def test_sql_that_comes_back_after_a_decision_has_drifted_again():
    again = decide(DRIFTED.standing, Approve("spec-b"), BEN)
    back = follow_conversion(again, DRIFTED.before, B, A)
    assert (back.standing.state, back.standing.spec, back.standing.approved) == (
        ReviewState.DRIFTED,
        "spec-a",
        "spec-b",
    )
    forth = follow_conversion(back.standing, back.before, A, B)
    assert (forth.standing, forth.before) == (again, DRIFTED.before)


def test_everything_taken_back_and_the_sql_as_it_was_is_the_start():
    again = decide(DRIFTED.standing, Approve("spec-b"), BEN)
    away = follow_conversion(again, DRIFTED.before, B, replace(B, sql="sql-c"))
    home = follow_conversion(away.standing, away.before, replace(B, sql="sql-c"), B)
    reopened = undo_decision(home.standing, DRIFTED.standing, again)
    back = follow_conversion(reopened, home.before, B, A)
    assert (undo_decision(back.standing, START, APPROVED), back.before) == (START, ())


def test_newer_rules_tell_another_verdict_of_the_same_text():
    skipped = decide(START, Skip(), ANN)
    assert follow_conversion(skipped, (), A, replace(A, verdict="tested")).standing == replace(
        skipped, verdict="tested"
    )


@pytest.mark.parametrize(
    "lift", [replace(A, verdict="unverified"), LiftSummary("sql-a", None, "unverified", faulty=True)]
)
def test_an_approved_text_that_is_proved_no_more_is_open_again(lift):
    now = follow_conversion(APPROVED, (), A, lift)
    assert (now.standing.state, now.standing.spec, now.standing.approved) == (ReviewState.DRIFTED, "spec-a", "spec-a")
    assert (now.standing.verdict, now.standing.approvals) == ("unverified", ())
    again = follow_conversion(now.standing, now.before, lift, A)
    assert (again.standing, again.before) == (APPROVED, ())


def test_a_first_yes_to_what_was_proved_falls_with_the_proof():
    halfway = replace(APPROVED, state=ReviewState.IN_REVIEW, approved=None)
    assert follow_conversion(halfway, (), A, replace(A, verdict="tested")).standing.approvals == ()


def test_newer_rules_that_lift_another_text_propose_it_where_somebody_decided():
    other = replace(A, spec="spec-a2")
    now = follow_conversion(APPROVED, (), A, other)
    assert (now.standing, now.proposes) == (APPROVED, True)
    assert not follow_conversion(now.standing, now.before, other, other).proposes
    assert follow_conversion(START, (), A, other).standing.spec == "spec-a2"


def test_drifted_text_is_renewed_by_newer_rules_without_asking():
    other = replace(B, spec="spec-b2")
    assert follow_conversion(DRIFTED.standing, DRIFTED.before, B, other).standing.spec == "spec-b2"


def test_a_long_life_is_not_kept_whole():
    now, before, former = APPROVED, (), A
    for number in range(MAX_FORMER + 5):
        lift = LiftSummary(f"sql-{number}", f"spec-{number}", "proved")
        followed = follow_conversion(now, before, former, lift)
        now, before, former = decide(followed.standing, Approve(lift.spec), ANN), followed.before, lift
    assert len(before) == MAX_FORMER


WAIVED = decide(
    new_standing(replace(A, verdict="proved-if")), Approve("spec-a", "seen", obligations=("t.x", "t.y")), ANN
)


def by_newer_rules(*left, verdict="proved-if"):
    now = replace(A, verdict=verdict)
    return follow_conversion(WAIVED, (), replace(A, verdict="proved-if"), now, left={"spec-a": left})


def test_a_waiver_is_for_what_was_waived_and_another_obligation_is_drift():
    found = by_newer_rules("t.x", "t.z")
    assert (found.standing.state, found.standing.spec, found.standing.approved) == (
        ReviewState.DRIFTED,
        "spec-a",
        "spec-a",
    )
    assert (found.standing.approvals, found.standing.waiver) == ((), None)
    assert found.before == (FormerStanding("sql-a", "spec-a", WAIVED),)


@pytest.mark.parametrize("left", [("t.y", "t.x"), ("t.x",), ()])
def test_the_same_obligations_or_fewer_keep_what_was_approved(left):
    assert by_newer_rules(*left).standing == WAIVED
    assert by_newer_rules(verdict="proved").standing == replace(WAIVED, verdict="proved")


def test_what_was_waived_counts_again_once_the_rules_name_no_other_obligation():
    drifted, lift = by_newer_rules("t.z"), replace(A, verdict="proved-if")
    still = follow_conversion(drifted.standing, drifted.before, lift, lift, left={"spec-a": ("t.z",)})
    assert (still.standing, still.before) == (drifted.standing, drifted.before)
    assert follow_conversion(drifted.standing, drifted.before, lift, lift, left={"spec-a": ("t.x",)}).standing == WAIVED


def test_a_waiver_of_a_text_that_was_not_proved_at_all_is_for_every_obligation():
    start = replace(A, verdict="unverified")
    bold = replace(ANN, policy=replace(ANN.policy, waivable=("unverified",)))
    waived = decide(new_standing(start), Approve("spec-a", "seen"), bold)
    found = follow_conversion(waived, (), start, replace(A, verdict="proved-if"), left={"spec-a": ("t.x",)})
    assert found.standing == replace(waived, verdict="proved-if")
