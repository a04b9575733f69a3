"""Planted faults: what they change, and what missing some of them means for a certificate."""

import pytest

from engine.conversion import record_file
from engine.source.split_file import split
from engine.spec.reader import read_spec
from engine.triage.certificates.lane_claim import lane_claim
from engine.triage.certificates.reviewer_drill import ReviewerDrill
from engine.triage.planted_fault import described, planted_fault

SQL = """
CREATE FUNCTION shop.total_of(a integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN a + 1; END $$;
CREATE FUNCTION shop.close_order(a integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN a - 1; END $$;
"""
CERTIFICATE = {"alpha": 0.05, "delta": 0.05, "wrong": 2, "labels": 214}
TOTAL, CLOSE = (record.spec for record in record_file(split(SQL)))


def test_a_planted_fault_claims_what_another_unit_does() -> None:
    planted = planted_fault(TOTAL, CLOSE)
    assert planted is not None
    (action,) = read_spec(planted).actions
    assert (action.name, action.description) == ("total_of", "Close order")


def test_a_planted_fault_leaves_the_steps_as_they_are() -> None:
    before, after = read_spec(TOTAL).actions[0], read_spec(str(planted_fault(TOTAL, CLOSE))).actions[0]
    assert (before.params, before.declare, before.steps) == (after.params, after.declare, after.steps)


def test_a_sound_item_has_a_description_too() -> None:
    (action,) = read_spec(str(described(TOTAL))).actions
    assert action.description == "Total of"


def test_a_unit_cannot_be_confused_with_itself() -> None:
    assert planted_fault(TOTAL, TOTAL) is None


def test_missed_faults_widen_the_claim() -> None:
    careful, careless = ReviewerDrill(60, 0, 60, 0), ReviewerDrill(60, 20, 60, 0)
    assert 0.05 < careful.true_share(0.05) < 0.06 < careless.true_share(0.05)


def test_without_a_drill_nothing_is_claimed_about_the_truth() -> None:
    assert ReviewerDrill().true_share(0.05) == 1.0
    assert "not known" in lane_claim(CERTIFICATE, ReviewerDrill())


def test_the_claim_states_both() -> None:
    claim = lane_claim(CERTIFICATE, ReviewerDrill(20, 1, 18, 2))
    assert "At most 5% of the lane is wrong by the labels, with a confidence of 95.0%: 2 of the 214" in claim
    assert "missed 1 of 20 planted faults" in claim


@pytest.mark.parametrize("planted", [0, 3])
def test_without_a_certificate_there_is_no_claim(planted: int) -> None:
    assert lane_claim(None, ReviewerDrill(planted)) == ""
