"""One decision on one unit: what is recorded, and what follows."""

import pytest

from engine.review.standing import ReviewState
from store.access import people
from store.codebase import conversions
from store.core import outbox, texts
from store.core.errors import ConflictError, MissingError
from store.review import comments, notices, proposals, reviews
from store.review.proposals import NewProposal


def letters(desk):
    return [letter.data["conversion"] for letter in outbox.list_pending(desk.tx, "spec-file")]


def test_an_approval_writes_a_state_an_act_an_event_an_outbox_entry_and_a_revision(desk, ann, unit):
    act = desk.say(ann, unit, "approve")
    review = desk.review(unit)
    assert (review.state, review.standing.approved) == (ReviewState.APPROVED, review.spec)
    assert (act.kind, act.by, act.units, act.changed, act.mine, act.summary) == (
        "approve",
        "ann",
        1,
        1,
        True,
        "approved f()",
    )
    assert act.outcomes[0].item.revision == conversions.get(desk.tx, unit).revision == 2
    told = desk.event("unit.decided")
    assert (told["act"], told["from"], told["to"], told["spec"]) == (act.id, "converted", "approved", review.spec)
    (letter,) = outbox.list_pending(desk.tx, "spec-file")
    assert (letter.subject, letter.data) == (desk.project, {"conversion": unit})


def test_a_stale_revision_is_a_conflict_with_the_current_one(desk, ann, ben, unit):
    desk.say(ann, unit, "skip", revision=1)
    with pytest.raises(ConflictError) as conflict:
        desk.say(ben, unit, "approve", revision=1)
    assert conflict.value.revision == 2


def test_free_text_is_stored_only_where_it_can_be_erased(desk, ann, ben, unit):
    desk.say(ann, unit, "reject", reason="wrong name", note="ask @ben, he knows")
    told = desk.event("unit.decided")
    assert people.get_remark(desk.tx, told["remark"]) == "ask @ben, he knows"
    assert desk.tx.value("SELECT count(*) FROM journal WHERE data LIKE '%he knows%'") == 0
    assert [notice.kind for notice in notices.page(desk.tx, ben.actor)] == ["mention"]


def test_the_reason_of_a_waiver_can_be_erased_and_the_waiver_stays(desk, ann, convert, finding):
    (unit,) = convert(finding(verdict="unverified"))
    desk.say(ann, unit, "approve", note="read line by line")
    waiver = desk.review(unit).standing.waiver
    assert (waiver.actor, people.get_remark(desk.tx, waiver.reason)) == (ann.actor, "read line by line")
    people.erase(desk.tx, ann.actor, ann.actor)
    assert people.get_remark(desk.tx, desk.review(unit).standing.waiver.reason) is None


def test_an_edit_is_in_review_with_its_check_results(desk, ann, unit):
    desk.say(ann, unit, "edit", text=desk.text(unit, "spec: 2", "tested"), seconds=12.345, blind=True)
    review = desk.review(unit)
    assert (review.state, review.standing.verdict, review.standing.author) == (
        ReviewState.IN_REVIEW,
        "tested",
        ann.actor,
    )
    shown = [texts.get(desk.tx, name) for name in (review.spec, review.lowered, review.evidence, review.links)]
    assert shown == ["spec: 2", "-- spec: 2", '{"of": "spec: 2"}', '[["a"]]']
    told = desk.event("unit.decided")
    assert (told["seconds"], told["blind"]) == (12.3, True)
    assert texts.get(desk.tx, told["correction"]) == '[["changed"]]'


def test_a_rejection_with_a_correction_sends_back_a_text_that_others_may_approve(desk, ann, ben, unit):
    desk.say(ann, unit, "reject", reason="wrong name", text=desk.text(unit, "spec: 2"))
    standing = desk.review(unit).standing
    assert (standing.state, standing.author, standing.reason) == (
        ReviewState.CHANGES_REQUESTED,
        ann.actor,
        "wrong name",
    )
    desk.say(ben, unit, "approve")
    assert desk.review(unit).standing.approved == texts.hash_of("spec: 2")


def test_a_comment_is_a_row_and_no_new_revision(desk, ann, unit):
    act = desk.say(ann, unit, "comment", note="why?", line=1)
    (comment,) = comments.list_comments(desk.tx, unit)
    assert (comment.actor, comment.words, comment.line, comment.spec) == (ann.actor, "why?", 1, desk.review(unit).spec)
    assert (act.outcomes[0].item.comments, act.outcomes[0].item.revision) == (1, 1)


def test_assigned_people_are_notified(desk, ann, ben, unit):
    act = desk.say(ann, unit, "assign", asked=(ben.actor,))
    assert act.outcomes[0].item.asked == ("ben",)
    assert [notice.kind for notice in notices.page(desk.tx, ben.actor)] == ["assigned"]


@pytest.fixture
def offered(desk, ben, unit):
    """A proposal by ben for the unit."""
    spec, sql = texts.save(desk.tx, "spec: ben's"), conversions.get(desk.tx, unit).sql
    return proposals.add(desk.tx, NewProposal(unit, "file", spec, "proved", sql, actor=ben.actor))


def test_approving_a_proposal_adopts_its_text_as_its_authors(desk, ann, unit, offered):
    act = desk.say(ann, unit, "approve", proposal=offered)
    assert desk.review(unit).standing.approved == texts.hash_of("spec: ben's")
    assert (act.outcomes[0].item.state, act.outcomes[0].item.author) == ("approved", "ben")
    assert proposals.get(desk.tx, offered).state == "accepted"
    assert letters(desk) == [unit]


def test_rejecting_a_proposal_settles_it_and_leaves_the_unit_unchanged(desk, ann, ben, unit, offered):
    before = desk.review(unit)
    desk.say(ann, unit, "reject", reason="outdated", proposal=offered)
    assert desk.review(unit) == before
    assert proposals.get(desk.tx, offered).state == "rejected"
    assert letters(desk) == [unit]
    assert [notice.kind for notice in notices.page(desk.tx, ben.actor)] == ["decided"]


def test_merging_some_of_a_proposal_makes_both_its_authors(desk, ann, ben, unit, offered):
    desk.say(ann, unit, "merge", text=desk.text(unit, "spec: both"), proposal=offered)
    assert desk.review(unit).standing.authors == {ann.actor, ben.actor}
    assert proposals.get(desk.tx, offered).state == "accepted"


def test_a_written_text_is_shown_as_written_until_another_is_approved(desk, ann, ben, unit):
    desk.say(ann, unit, "approve")
    reviews.mark_written(desk.tx, unit, desk.review(unit).spec, 1)
    assert desk.review(unit).state is ReviewState.WRITTEN
    assert desk.review(unit).standing.state is ReviewState.APPROVED
    desk.say(ann, unit, "edit", text=desk.text(unit, "spec: 2"))
    assert desk.say(ben, unit, "approve").outcomes[0].item.state == "approved"


def test_a_decided_unit_outlives_its_sql(desk, ann, convert, finding, unit):
    desk.say(ann, unit, "approve")
    before = desk.review(unit)
    assert convert() == []
    with pytest.raises(MissingError):
        desk.say(ann, unit, "flag")
    assert conversions.count_by_verdict(desk.tx, desk.project) == {}
    assert convert(finding()) == [unit]
    assert desk.review(unit) == before
    assert letters(desk) == [unit] * 3  # approved, gone, back


def test_an_undecided_unit_is_removed_with_its_sql(desk, convert, unit):
    convert()
    with pytest.raises(MissingError):
        desk.review(unit)
