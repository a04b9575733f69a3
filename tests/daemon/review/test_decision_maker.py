"""The permissions of a decision maker: their role in the project, and current grants."""

import pytest

from daemon.server.http.caller import Caller
from daemon.server.review.decisions.decision_maker import decision_maker_from_caller
from daemon.wire.role import Role
from engine.review import roles
from engine.review.refusal import Refusal
from store.access import grants, members, people
from tests.daemon.review.conftest import finding

ADA = Caller("key:ada", "ada", Role.VIEWER)


@pytest.fixture
def ada(desk):
    person = people.get_or_add(desk.tx, "key:ada", "ada").id
    members.set_role(desk.tx, desk.project, person, "viewer", "act_0")
    return person


def lend(desk, person, *permissions):
    for permission in permissions:
        grants.give(desk.tx, desk.project, person, permission, 60, "holidays", "act_0")


def voice(desk, person):
    return decision_maker_from_caller(desk.tx, ADA, person, desk.project)


def refusal(desk, person, unit, **fields):
    with pytest.raises(Refusal) as refused:
        desk.say(voice(desk, person), unit, "approve", **fields)
    assert refused.value.code == "review.permission"
    return refused.value.sentence


def test_a_viewer_with_a_grant_decides_until_it_ends(desk, ada, unit):
    assert "needs the permission decide" in refusal(desk, ada, unit)
    lend(desk, ada, "decide")
    desk.say(voice(desk, ada), unit, "skip")
    desk.tx.now += 61
    assert "Your grant for decide ended at 2026-11-18T" in refusal(desk, ada, unit)


def test_a_waiver_is_refused_with_the_end_of_its_grant(desk, ada):
    (doubtful,) = desk.convert(finding(verdict="tested"))
    members.set_role(desk.tx, desk.project, ada, "reviewer", "act_0")
    lend(desk, ada, "waive")
    desk.tx.now += 61
    assert "Your grant for waive ended at" in refusal(desk, ada, doubtful, note="read it twice")


def test_a_decision_maker_has_the_permissions_of_their_project_role(desk, ada):
    members.set_role(desk.tx, desk.project, ada, "admin", "act_0")
    assert voice(desk, ada).permissions == roles.role_permissions("admin")
