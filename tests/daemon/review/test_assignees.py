"""By the policy, the reviewer in turn is shown as asked until somebody is assigned."""

import pytest

from daemon.server.review import inbox_items
from store.access import people
from store.review import policies, reviews
from tests.daemon.review.conftest import finding

POLICY = '[[ask]]\nrisk = "normal"\npeople = ["key:ann", "key:ben"]\n'


@pytest.fixture
def asking(desk, ann, ben):
    policies.set_text(desk.tx, desk.project, POLICY, None, ann.actor)
    return desk


def asked(desk, unit):
    return inbox_items.inbox_item(desk.tx, unit).asked


def test_units_are_assigned_to_people_in_turn(asking):
    units = asking.convert(*(finding(f"f{n}()") for n in range(4)))
    turns = [asked(asking, unit) for unit in units]
    assert turns[:2] == turns[2:]
    assert sorted(turns[:2]) == [("ann",), ("ben",)]


def test_a_new_policy_reassigns_existing_units(desk, ann, ben, unit):
    assert asked(desk, unit) == ()
    policies.set_text(desk.tx, desk.project, POLICY, None, ann.actor)
    reviews.reassess(desk.tx, desk.project)
    assert len(asked(desk, unit)) == 1


def test_an_assignment_replaces_the_turn_and_undo_restores_it(asking, ann):
    (unit,) = asking.convert(finding())
    turn = asked(asking, unit)
    carol = people.get_or_add(asking.tx, "key:carol", "carol").id
    asking.say(ann, unit, "assign", asked=(carol,))
    assert asked(asking, unit) == ("carol",)
    asking.undo(ann)
    assert asked(asking, unit) == turn


def test_nobody_is_asked_to_review_their_own_edit(asking, ann, ben):
    (unit,) = asking.convert(finding())
    for voice, other in ((ann, "ben"), (ben, "ann")):
        asking.say(voice, unit, "edit", text=asking.text(unit, f"spec: by {voice.actor}"))
        assert asked(asking, unit) == (other,)


def test_an_approved_unit_is_assigned_to_nobody(asking, ann):
    (unit,) = asking.convert(finding())
    asking.say(ann, unit, "approve")
    assert asked(asking, unit) == ()
