"""Undo and redo: what is restored, and when they are refused."""

import pytest

from engine.review.refusal import Refusal
from engine.review.standing import ReviewState
from store.codebase import conversions, unit_trials
from store.codebase.unit_trials import NewTrial, TriedTexts
from store.core import outbox, texts
from store.review import comments, notices, policies, proposals
from store.review.proposals import NewProposal


def code_of(call, *args):
    with pytest.raises(Refusal) as refusal:
        call(*args)
    return refusal.value.code.removeprefix("review.")


def test_an_undo_restores_the_text_with_its_check_results(desk, ann, unit):
    start = desk.review(unit)
    desk.say(ann, unit, "edit", text=desk.text(unit, "spec: 2"))
    assert desk.review(unit).evidence != start.evidence
    desk.undo(ann)
    assert desk.review(unit) == start
    desk.redo(ann)
    assert desk.review(unit).standing.author == ann.actor


def test_your_latest_acts_are_undone_and_redone_in_order(desk, ann, ben, convert, finding):
    first, second, others = convert(finding(), finding("g()"), finding("h()"))
    desk.say(ann, first, "approve")
    desk.say(ann, second, "skip")
    desk.say(ben, others, "skip")

    def states():
        return [str(desk.review(unit).state) for unit in (first, second, others)]

    desk.undo(ann)
    assert states() == ["approved", "converted", "skipped"]
    desk.undo(ann)
    assert states() == ["converted", "converted", "skipped"]
    assert code_of(desk.undo, ann) == "nothing"
    desk.redo(ann)
    assert states() == ["approved", "converted", "skipped"]
    desk.redo(ann)
    assert states() == ["approved", "skipped", "skipped"]
    assert code_of(desk.redo, ann) == "nothing"
    desk.undo(ann)
    assert states() == ["approved", "converted", "skipped"]


def test_a_new_decision_prevents_redo(desk, ann, unit):
    desk.say(ann, unit, "skip")
    desk.undo(ann)
    desk.say(ann, unit, "flag")
    assert code_of(desk.redo, ann) == "nothing"


def test_an_undo_is_refused_if_somebody_else_decided_since(desk, ann, ben, unit):
    desk.say(ann, unit, "skip")
    desk.say(ben, unit, "approve")
    with pytest.raises(Refusal, match="skipped then and is approved now") as refusal:
        desk.undo(ann)
    assert refusal.value.code == "review.moved_on"


def test_an_undo_keeps_unrelated_changes_of_others(desk, ann, ben, unit):
    desk.say(ann, unit, "approve")
    desk.say(ben, unit, "assign", asked=(ann.actor,))
    desk.undo(ann)
    assert (desk.review(unit).state, desk.review(unit).standing.asked) == (ReviewState.CONVERTED, (ann.actor,))


def test_the_file_follows_an_undo(desk, ann, unit):
    desk.say(ann, unit, "approve")
    desk.undo(ann)
    assert [letter.data for letter in outbox.list_pending(desk.tx, "spec-file")] == [{"conversion": unit}] * 2
    told = desk.event("unit.undone")
    assert (told["from"], told["to"], told["approved"]) == ("approved", "converted", None)


def test_another_persons_act_is_undone_by_id_and_they_are_notified(desk, ann, ben, unit):
    act = desk.say(ann, unit, "approve")
    desk.undo(ben, act.id)
    assert [notice.kind for notice in notices.page(desk.tx, ann.actor)] == ["undone"]
    assert code_of(desk.redo, ann, act.id) == "not_yours"
    assert code_of(desk.undo, ann, act.id) == "undone"
    desk.redo(ben, act.id)
    assert desk.review(unit).state is ReviewState.APPROVED


def test_a_person_who_may_not_decide_cannot_undo_decisions_of_others(desk, ann, unit):
    act = desk.say(ann, unit, "approve")
    assert code_of(desk.undo, desk.voice("vic", "viewer"), act.id) == "permission"


def test_only_its_author_can_undo_a_comment(desk, ann, ben, unit):
    act = desk.say(ann, unit, "comment", note="why?")
    assert code_of(desk.undo, ben, act.id) == "not_yours"
    desk.undo(ann)
    assert comments.list_comments(desk.tx, unit) == []
    desk.redo(ann)
    assert [comment.words for comment in comments.list_comments(desk.tx, unit)] == ["why?"]


def test_a_proposal_is_open_again(desk, ann, unit):
    spec, sql = texts.save(desk.tx, "spec: 2"), conversions.get(desk.tx, unit).sql
    offered = proposals.add(desk.tx, NewProposal(unit, "file", spec, "proved", sql))
    start = desk.review(unit)
    for word, state in (("approve", "accepted"), ("reject", "rejected")):
        desk.say(ann, unit, word, reason="outdated", proposal=offered)
        assert proposals.get(desk.tx, offered).state == state
        desk.undo(ann)
        assert (proposals.get(desk.tx, offered).state, desk.review(unit)) == ("open", start)
        desk.redo(ann)
        assert proposals.get(desk.tx, offered).state == state
        desk.undo(ann)


def test_an_approval_is_not_redone_under_a_stricter_policy(desk, ann, unit):
    desk.say(ann, unit, "approve")
    desk.undo(ann)
    policies.set_text(desk.tx, desk.project, '[[approvals]]\nrisk = "normal"\nn = 2', None, ann.actor)
    assert code_of(desk.redo, ann) == "policy_changed"


def test_redo_is_refused_after_the_sql_changed_even_if_the_spec_is_the_same(desk, ann, convert, finding, unit):
    desk.say(ann, unit, "edit", text=desk.text(unit, "spec: 2"))
    desk.undo(ann)
    convert(finding(sql="SELECT 1 -- other"))
    assert code_of(desk.redo, ann) == "moved_on"


def test_an_undo_cannot_be_undone(desk, ann, unit):
    desk.say(ann, unit, "skip")
    taken_back = desk.undo(ann)
    assert (taken_back.kind, taken_back.summary) == ("undo", "undid skip: f()")
    assert code_of(desk.undo, ann, taken_back.id) == "no_decision"


def tried(desk, unit, verdict):
    """Keep a trial of the text in review, as a worker reports it."""
    tested = TriedTexts(conversions.get(desk.tx, unit).sql, desk.review(unit).lowered)
    unit_trials.save(desk.tx, unit, tested, NewTrial(verdict, (verdict,), {}, "1"))
    conversions.follow_trial(desk.tx, unit)


def test_an_edit_can_be_undone_after_a_trial_refuted_it(desk, ann, unit):
    desk.say(ann, unit, "edit", text=desk.text(unit, "spec: 2", "unverified"))
    tried(desk, unit, "refuted")
    assert desk.review(unit).standing.verdict == "refuted"
    desk.undo(ann)
    assert (desk.review(unit).state, desk.review(unit).standing.verdict) == (ReviewState.CONVERTED, "proved")
    desk.redo(ann)
    assert desk.review(unit).standing.verdict == "refuted"


def test_an_approval_that_a_trial_reopened_can_be_undone(desk, ann, ben, unit):
    desk.say(ann, unit, "edit", text=desk.text(unit, "spec: 2", "unverified"))
    desk.say(ben, unit, "approve", note="looks right")
    tried(desk, unit, "refuted")
    assert desk.review(unit).state is ReviewState.DRIFTED
    desk.undo(ben)
    assert (desk.review(unit).state, desk.review(unit).standing.verdict) == (ReviewState.IN_REVIEW, "refuted")
    assert desk.review(unit).before == ()
    desk.undo(ann)
    assert desk.review(unit).standing.verdict == "proved"


def test_a_refuted_text_is_refuted_again_when_somebody_writes_it_again(desk, ann, unit):
    text = desk.text(unit, "spec: 2", "unverified")
    desk.say(ann, unit, "edit", text=text)
    tried(desk, unit, "refuted")
    desk.undo(ann)
    desk.say(ann, unit, "edit", text=text)
    assert desk.review(unit).standing.verdict == "refuted"
