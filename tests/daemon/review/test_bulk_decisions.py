"""One decision on many units: each has its own outcome, and one undo reverts all."""

import pytest

from daemon.server.review import act_replies
from daemon.server.review.decisions import bulk_decisions
from daemon.server.review.decisions.decision_input import DecisionInput
from engine.review.refusal import Refusal
from store.codebase import conversions
from store.core.errors import MissingError
from store.review import policies


@pytest.fixture
def units(desk, finding):
    """Two that are proved, one that is not, in this order."""
    return desk.convert(finding(), finding("g()"), finding("h()", verdict="unverified"))


def bulk_of(desk, voice, units, word="approve", **fields):
    return bulk_decisions.decide_all(desk.tx, voice, desk.project, dict.fromkeys(units), DecisionInput(word, **fields))


def states(desk, units):
    return [str(desk.review(unit).state) for unit in units]


def test_each_unit_has_an_outcome_of_its_own(desk, ann, units):
    act = bulk_of(desk, ann, units)
    assert (act.units, act.changed, act.summary) == (3, 2, "approved 2 of 3 units")
    assert [outcome.problem and outcome.problem.code for outcome in act.outcomes] == [None, None, "review.waiver"]
    assert [outcome.name for outcome in act.outcomes] == ["f()", "g()", "h()"]
    assert states(desk, units) == ["approved", "approved", "converted"]


def test_one_undo_reverts_all_units_that_nobody_changed_since(desk, ann, ben, units):
    bulk_of(desk, ann, units)
    desk.say(ben, units[0], "flag")
    act = desk.undo(ann)
    assert (act.units, act.changed) == (2, 1)
    assert [outcome.problem and outcome.problem.code for outcome in act.outcomes] == [None, "review.moved_on"]
    assert states(desk, units) == ["flagged", "converted", "converted"]
    desk.redo(ann)
    assert states(desk, units) == ["flagged", "approved", "converted"]


def test_an_act_of_several_transactions_is_one_act(desk, ann, units):
    run = bulk_decisions.start_bulk(desk.tx, ann, desk.project, len(units), DecisionInput("skip"))
    for unit in units:
        bulk_decisions.decide_some(desk.tx, ann, run, {unit: None})
    (act,) = act_replies.act_page(desk.tx, desk.project, ann.actor, None, 10).items
    assert (act.units, act.changed) == (3, 3)
    assert desk.undo(ann).changed == 3


def test_an_act_that_is_undone_before_its_end_changes_nothing_more(desk, ann, units):
    run = bulk_decisions.start_bulk(desk.tx, ann, desk.project, len(units), DecisionInput("skip"))
    bulk_decisions.decide_some(desk.tx, ann, run, {units[0]: None})
    desk.undo(ann)
    bulk_decisions.decide_some(desk.tx, ann, run, dict.fromkeys(units[1:]))
    codes = [each.problem and each.problem.code for each in bulk_decisions.bulk_reply(desk.tx, ann, run).outcomes]
    assert codes == [None, "review.undone", "review.undone"]
    assert states(desk, units) == ["converted"] * 3


def test_a_preview_has_the_same_outcomes_and_changes_nothing(desk, ann, units):
    preview = bulk_decisions.preview_all(desk.tx, ann, desk.project, dict.fromkeys(units), DecisionInput("approve"))
    assert (preview.id, preview.changed, states(desk, units)) == ("", 2, ["converted"] * 3)
    done = bulk_of(desk, ann, units)
    assert [each.problem for each in preview.outcomes] == [each.problem for each in done.outcomes]


def test_a_unit_that_changed_since_it_was_seen_refuses(desk, ann, ben, units):
    seen = {unit: conversions.get(desk.tx, unit).revision for unit in units[:2]}
    desk.say(ben, units[0], "flag")
    act = bulk_decisions.decide_all(desk.tx, ann, desk.project, seen, DecisionInput("approve"))
    assert [outcome.problem and outcome.problem.status for outcome in act.outcomes] == [412, None]
    assert states(desk, units) == ["flagged", "approved", "converted"]


def test_an_act_that_every_unit_refuses_is_not_recorded(desk, ann, units):
    act = bulk_of(desk, ann, units[2:])
    assert (act.id, act.changed) == ("", 0)
    assert act_replies.act_page(desk.tx, desk.project, ann.actor, None, 10).items == ()
    assert not desk.tx.rows("SELECT 1 FROM decisions")


def test_the_quota_can_end_within_an_act(desk, ann, units):
    policies.set_text(desk.tx, desk.project, "quota = 1", None, ann.actor)
    codes = [each.problem and each.problem.code for each in bulk_of(desk, ann, units[:2]).outcomes]
    assert codes == [None, "review.quota"]
    desk.undo(ann)
    preview = bulk_decisions.preview_all(desk.tx, ann, desk.project, dict.fromkeys(units[:2]), DecisionInput("approve"))
    assert [each.problem and each.problem.code for each in preview.outcomes] == codes


def test_redone_decisions_count_toward_the_quota(desk, ann, units):
    bulk_of(desk, ann, units[:2])
    desk.undo(ann)
    policies.set_text(desk.tx, desk.project, "quota = 1", None, ann.actor)
    codes = [outcome.problem and outcome.problem.code for outcome in desk.redo(ann).outcomes]
    assert codes == [None, "review.quota"]


def test_a_unit_that_is_missing_or_named_twice(desk, ann, units):
    act = bulk_of(desk, ann, [units[0], units[0], 99])
    assert (act.units, act.changed, act.outcomes[1].problem.status) == (2, 1, 404)


def test_a_text_applies_to_one_unit(desk, ann, units):
    with pytest.raises(Refusal, match="one unit"):
        bulk_of(desk, ann, units, "edit", text=desk.text(units[0], "spec: 2"))


def test_acts_are_listed_newest_first_a_page_at_a_time(desk, ann, ben, units):
    for voice in (ann, ben, ann):
        bulk_of(desk, voice, units, "skip")
        desk.undo(voice)
    first = act_replies.act_page(desk.tx, desk.project, ann.actor, None, 4)
    rest = act_replies.act_page(desk.tx, desk.project, ann.actor, int(first.next), 4)
    assert [(act.kind, act.by, act.undone) for act in (*first.items, *rest.items)] == [
        ("undo", "ann", False),
        ("skip", "ann", True),
        ("undo", "ben", False),
        ("skip", "ben", True),
        ("undo", "ann", False),
        ("skip", "ann", True),
    ]
    assert rest.next is None
    with pytest.raises(MissingError):
        desk.undo(ann, "do_unknown")


def test_an_act_on_a_nameless_statement_shows_its_kind(desk, convert, finding, ann):
    (unit,) = convert(finding(name=""))
    assert desk.say(ann, unit, "skip").summary == "skipped function"
    assert desk.undo(ann).summary == "undid skip: function"
