"""The auto lane accepts units under a certificate, leaves a tenth to reviewers, and stops when they find too much."""

import pytest

from daemon.server.learning import auto_lane as lane
from daemon.server.learning.auto_lane import act_on_waiting, find_certificate
from engine.review.decide import AUTO_LANE
from engine.review.standing import ReviewState
from engine.triage.certificates.audit_sample import AUDIT_SHARE, is_audited
from store.learning import auto_lane, cycles, learning_log, learning_projects, scores
from store.learning.scores import ScoreRow
from store.review import acts, policies

CERTIFICATE = "a6f1"
FEATURES = {"branches": 0.0}


@pytest.fixture
def units(desk, convert, finding):
    """Forty proved units in the lane `auto`, under a valid certificate."""
    found = convert(*(finding(f"f{at}()", f"SELECT {at}", features=FEATURES) for at in range(40)))
    cycles.save(desk.tx, desk.project, "1", {"is_auto_open": True, "certificate_id": CERTIFICATE})
    scores.replace_page(desk.tx, desk.project, 0, None, [score(unit) for unit in found])
    return found


def score(unit):
    return ScoreRow(unit, 0.99, 0.01, "auto", ())


def drawn(units):
    return [unit for unit in units if is_audited(CERTIFICATE, unit)]


def states(desk, units):
    return {desk.review(unit).state for unit in units}


def test_it_accepts_what_is_not_drawn_for_an_audit(desk, units):
    accepted = [unit for unit in units if unit not in drawn(units)]
    assert act_on_waiting(desk.tx, desk.project) == len(accepted) < len(units)
    assert states(desk, accepted) == {ReviewState.APPROVED}
    assert states(desk, drawn(units)) == {ReviewState.CONVERTED}


def test_the_journal_names_the_lane_the_certificate_and_the_propensity(desk, units):
    act_on_waiting(desk.tx, desk.project)
    facts = desk.event("lane.accepted")
    assert (facts["certificate"], facts["propensity"]) == (CERTIFICATE, AUDIT_SHARE)
    assert desk.event("lane.audited") == {"certificate": CERTIFICATE, "propensity": AUDIT_SHARE}
    actor = desk.tx.value("SELECT actor FROM journal WHERE type = 'unit.decided' LIMIT 1")
    assert actor == AUTO_LANE


def test_what_it_accepts_teaches_nothing(desk, units):
    act_on_waiting(desk.tx, desk.project)
    assert learning_log.page(desk.tx, desk.project) == []


def test_a_person_takes_back_all_that_one_run_accepted(desk, ann, units):
    act_on_waiting(desk.tx, desk.project)
    (act,) = acts.page(desk.tx, desk.project)
    desk.undo(ann, act.id)
    assert states(desk, units) == {ReviewState.CONVERTED}
    assert auto_lane.count_accepted(desk.tx, desk.project) == 0


def test_what_a_person_took_back_is_not_accepted_again(desk, ann, units):
    act_on_waiting(desk.tx, desk.project)
    (act,) = acts.page(desk.tx, desk.project)
    desk.undo(ann, act.id)
    assert act_on_waiting(desk.tx, desk.project) == 0
    assert states(desk, units) == {ReviewState.CONVERTED}


def test_the_decision_on_a_drawn_unit_answers_the_audit(desk, ann, units):
    act_on_waiting(desk.tx, desk.project)
    first, *others = drawn(units)
    desk.say(ann, first, "approve")
    assert learning_log.list_audits(desk.tx, desk.project, CERTIFICATE) == [False]
    assert auto_lane.count_open_audits(desk.tx, desk.project) == len(others)
    desk.undo(ann)
    assert learning_log.list_audits(desk.tx, desk.project, CERTIFICATE) == []
    assert auto_lane.count_open_audits(desk.tx, desk.project) == len(others) + 1


def test_a_run_of_wrong_audits_suspends_the_lane_at_once(desk, ann, convert, finding, units):
    act_on_waiting(desk.tx, desk.project)
    many = convert(*(finding(f"g{at}()", f"SELECT {at} + 1", features=FEATURES) for at in range(200)))
    scores.replace_page(desk.tx, desk.project, 0, None, [score(unit) for unit in many])
    while act_on_waiting(desk.tx, desk.project):
        pass
    for unit in drawn(many)[:10]:
        desk.say(ann, unit, "reject", reason="wrong meaning", note="no")
    assert find_certificate(desk.tx, desk.project) is None
    assert desk.event("lane.suspended")["wrong"] <= 10


def test_the_lane_waits_while_many_audits_are_open(desk, units, monkeypatch):
    monkeypatch.setattr(lane, "MOST_OPEN_AUDITS", 1)
    act_on_waiting(desk.tx, desk.project)
    assert find_certificate(desk.tx, desk.project) is None


def test_a_policy_can_forbid_it(desk, ann, units):
    policies.set_text(desk.tx, desk.project, "auto_lane = false", None, ann.actor)
    assert act_on_waiting(desk.tx, desk.project) == 0
    assert states(desk, units) == {ReviewState.CONVERTED}


def test_it_rests_while_learning_is_off(desk, units):
    learning_projects.set_enabled(desk.tx, desk.project, enabled=False)
    assert act_on_waiting(desk.tx, desk.project) == 0


def test_a_unit_that_always_needs_a_person_leaves_the_lane(desk, ann, units):
    policies.set_text(desk.tx, desk.project, 'always_review = ["select"]', None, ann.actor)
    assert act_on_waiting(desk.tx, desk.project) == 0
    accepted = [unit for unit in units if unit not in drawn(units)]
    assert {desk.review(unit).lane for unit in accepted} == {"review"}


def test_a_unit_that_was_converted_anew_waits_for_a_fresh_score(desk, convert, finding, units):
    convert(*(finding(f"f{at}()", f"SELECT {at} * 2", features={"branches": 1.0}) for at in range(40)))
    assert act_on_waiting(desk.tx, desk.project) == 0
    assert {desk.review(unit).lane for unit in units} == {"review"}
    assert learning_projects.get(desk.tx, desk.project).touched == 40
