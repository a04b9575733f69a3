"""Undo and redo of an act on many units, in several transactions."""

import pytest

from daemon.server.review import act_replies, undo_redo
from daemon.server.review.decisions import bulk_decisions
from daemon.server.review.decisions.decision_input import DecisionInput


@pytest.fixture
def units(desk, finding):
    return desk.convert(*(finding(f"f{number}()") for number in range(5)))


@pytest.fixture
def skipped(desk, ann, units):
    given = DecisionInput("skip")
    return bulk_decisions.decide_all(desk.tx, ann, desk.project, dict.fromkeys(units), given)


def states(desk, units):
    return [str(desk.review(unit).state) for unit in units]


def turn_all(desk, voice, run):
    while not run.is_complete:
        undo_redo.turn_some(desk.tx, voice, run, 2)
    reply = undo_redo.turn_reply(desk.tx, voice, run)
    undo_redo.finish_turn(desk.tx, run)
    return reply


def test_each_portion_takes_the_next_units_and_all_are_one_act(desk, ann, units, skipped):
    run = undo_redo.start_undo(desk.tx, ann, desk.project)
    undo_redo.turn_some(desk.tx, ann, run, 2)
    assert states(desk, units) == ["skipped"] * 3 + ["converted"] * 2
    reply = turn_all(desk, ann, run)
    assert (reply.summary, reply.changed) == ("undid skip: 5 of 5 units", 5)
    assert states(desk, units) == ["converted"] * 5
    newest = act_replies.act_page(desk.tx, desk.project, ann.actor, None, 1).items[0]
    assert (newest.summary, newest.changed) == (reply.summary, 5)


def test_a_redo_in_portions_restores_every_unit(desk, ann, units, skipped):
    turn_all(desk, ann, undo_redo.start_undo(desk.tx, ann, desk.project))
    reply = turn_all(desk, ann, undo_redo.start_redo(desk.tx, ann, desk.project))
    assert (reply.summary, states(desk, units)) == ("redid skip: 5 of 5 units", ["skipped"] * 5)


def test_an_undo_that_was_interrupted_is_continued(desk, ann, units, skipped):
    undo_redo.turn_some(desk.tx, ann, undo_redo.start_undo(desk.tx, ann, desk.project), 2)
    reply = desk.undo(ann)
    assert (reply.changed, states(desk, units)) == (5, ["converted"] * 5)
    kinds = [act.kind for act in act_replies.act_page(desk.tx, desk.project, ann.actor, None, 9).items]
    assert kinds == ["undo", "skip"]


def test_an_undo_that_was_interrupted_and_continued_is_redone_as_a_whole(desk, ann, units, skipped):
    undo_redo.turn_some(desk.tx, ann, undo_redo.start_undo(desk.tx, ann, desk.project), 2)
    desk.undo(ann)
    assert (desk.redo(ann).changed, states(desk, units)) == (5, ["skipped"] * 5)


def test_a_unit_that_was_undone_meanwhile_is_left_out(desk, ann, ben, units, skipped):
    run = undo_redo.start_undo(desk.tx, ann, desk.project)
    undo_redo.turn_some(desk.tx, ann, run, 2)
    assert desk.undo(ben, skipped.id).changed == 3
    assert turn_all(desk, ann, run).changed == 2


def test_an_act_stops_once_somebody_begins_to_undo_it(desk, ann, units):
    run = bulk_decisions.start_bulk(desk.tx, ann, desk.project, len(units), DecisionInput("skip"))
    bulk_decisions.decide_some(desk.tx, ann, run, dict.fromkeys(units[:2]))
    undo_redo.start_undo(desk.tx, ann, desk.project)
    bulk_decisions.decide_some(desk.tx, ann, run, dict.fromkeys(units[2:]))
    assert states(desk, units) == ["skipped"] * 2 + ["converted"] * 3


def test_an_undo_that_changes_nothing_leaves_no_trace(desk, ann, ben, units, skipped):
    for unit in units:
        desk.say(ben, unit, "flag")
    reply = turn_all(desk, ann, undo_redo.start_undo(desk.tx, ann, desk.project))
    assert (reply.id, reply.changed, len(reply.outcomes)) == ("", 0, 5)
    assert [act.kind for act in act_replies.act_page(desk.tx, desk.project, ann.actor, None, 9).items][-1] == "skip"
