"""One word said of one unit: what is recorded, what follows, what is refused."""

import pytest

from engine.review.refusal import Refusal
from engine.review.standing import State
from store import conversions, outbox
from store.errors import ConflictError


def refused(code, call, *args, **fields):
    with pytest.raises(Refusal) as refusal:
        call(*args, **fields)
    assert refusal.value.code == f"review.{code}"
    assert refusal.value.sentence
    assert refusal.value.hint
    return refusal.value


def test_an_approval_is_a_state_an_act_an_event_a_letter_and_a_new_revision(desk, ann, unit):
    act = desk.say(ann, unit, "approve")
    review = desk.review(unit)
    assert (review.state, review.standing.approved) == (State.APPROVED, review.spec)
    assert (act.word, act.by, act.units, act.changed, act.mine) == ("approve", "ann", 1, 1, True)
    assert act.outcomes[0].item.state == "approved"
    assert act.outcomes[0].item.revision == conversions.get(desk.tx, unit).revision == 2
    told = desk.event("unit.decided")
    assert (told["act"], told["from"], told["to"], told["spec"]) == (act.id, "checked", "approved", review.spec)
    (letter,) = outbox.waiting(desk.tx, "spec-file")
    assert (letter.subject, letter.data) == (desk.project, {"conversion": unit})


def test_a_stale_revision_is_a_conflict_and_nothing_changes(desk, ann, ben, unit):
    desk.say(ann, unit, "skip", revision=1)
    with pytest.raises(ConflictError) as conflict:
        desk.say(ben, unit, "approve", revision=1)
    assert conflict.value.revision == 2


def test_an_undo_brings_the_text_back_with_all_that_is_known_about_it(desk, ann, unit):
    start = desk.review(unit)
    desk.say(ann, unit, "edit", text=desk.text(unit, "spec: 2"))
    assert desk.review(unit).evidence != start.evidence
    desk.undo(ann)
    assert desk.review(unit) == start
    desk.redo(ann)
    assert desk.review(unit).standing.author == ann.actor
