"""Learning is a fold: the same events give the same answers, through snapshots and without an undone decision."""

import random
from importlib.metadata import version

import pytest

from engine.triage.learning_events import AuditMade, DecisionMade, LearningEvent, ModelPromoted, UnitArrived
from engine.triage.learning_state import LearningState, fold, probe
from engine.triage.sealed_snapshot import SnapshotRefusedError, seal, unseal

KEY, CODE = b"of this installation", "this"


def units(count: int, seed: int) -> list[dict[str, float]]:
    chance = random.Random(seed)
    return [{name: chance.gauss(0, 1) for name in ("branches", "raw_share", "tokens")} for _ in range(count)]


def decisions(count: int, seed: int = 1, start: int = 100) -> list[LearningEvent]:
    chance = random.Random(seed)
    made = []
    for at, values in enumerate(units(count, seed)):
        accepted = values["branches"] + 0.3 * chance.gauss(0, 1) < 1.2
        made.append(DecisionMade(start + at, at, values, accepted))
    return made


ARRIVALS: list[LearningEvent] = [UnitArrived(at, at, values) for at, values in enumerate(units(100, 9))]
PROBES = units(30, 17)


def test_the_same_events_give_the_same_answers() -> None:
    events = ARRIVALS + decisions(150)
    assert probe(fold(events), PROBES) == probe(fold(events), PROBES)


def test_a_snapshot_in_between_changes_nothing() -> None:
    first, rest = ARRIVALS + decisions(120)[:60], decisions(120)[60:]
    resumed = fold(rest, unseal(seal(fold(first), KEY, CODE), KEY, CODE))
    assert probe(resumed, PROBES) == probe(fold(first + rest), PROBES)


def test_an_undone_decision_leaves_no_trace() -> None:
    made = decisions(80)
    without = [each for each in made if each.seq != 130]
    assert probe(fold(made), PROBES) != probe(fold(without), PROBES)
    assert probe(fold(without), PROBES) == probe(fold(decisions(80)[:30] + decisions(80)[31:]), PROBES)


def test_a_flipped_byte_is_refused_before_it_is_unpickled() -> None:
    sealed = bytearray(seal(LearningState(), KEY, CODE))
    sealed[len(sealed) // 2] ^= 1
    with pytest.raises(SnapshotRefusedError):
        unseal(bytes(sealed), KEY, CODE)


def test_a_snapshot_that_other_code_wrote_is_refused() -> None:
    with pytest.raises(SnapshotRefusedError):
        unseal(seal(LearningState(), KEY, "older"), KEY, CODE)


@pytest.mark.parametrize("library", ["river", "numpy"])
def test_a_snapshot_of_another_version_of_a_library_is_refused(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = seal(LearningState(), KEY, CODE)
    monkeypatch.setattr(
        "engine.triage.sealed_snapshot.version", lambda name: "0.1" if name == library else version(name)
    )
    with pytest.raises(SnapshotRefusedError):
        unseal(sealed, KEY, CODE)


def test_nothing_opens_before_three_hundred_decisions() -> None:
    assert fold(ARRIVALS + decisions(299)).certificate is None


def test_a_clean_record_opens_the_lane_and_a_run_of_faults_closes_it() -> None:
    made = [DecisionMade(each.seq, each.unit, each.values, accepted=True) for each in decisions(301)]
    state = fold(ARRIVALS + made)
    assert state.certificate is not None and state.is_auto_open
    fold([wrong_audit(at, state.certificate.id) for at in range(12)], state)
    assert not state.is_auto_open


def test_audits_of_another_certificate_say_nothing_about_this_one() -> None:
    made = [DecisionMade(each.seq, each.unit, each.values, accepted=True) for each in decisions(301)]
    state = fold([*ARRIVALS, *made, *(wrong_audit(at, "a former one") for at in range(12))])
    assert state.is_auto_open


def test_a_suspended_lane_opens_again_with_fresh_evidence_only() -> None:
    made = [DecisionMade(each.seq, each.unit, each.values, accepted=True) for each in decisions(301)]
    state = fold(ARRIVALS + made)
    assert state.certificate is not None
    fold([wrong_audit(at, state.certificate.id) for at in range(12)], state)
    later = [DecisionMade(2000 + each.seq, each.unit, each.values, accepted=True) for each in decisions(300, seed=5)]
    fold(later[:299], state)
    assert not state.is_auto_open
    fold(later[299:], state)
    assert state.is_auto_open and state.certificate is not None
    assert state.certificate.labels <= 300


def wrong_audit(at: int, certificate: str) -> AuditMade:
    return AuditMade(1000 + at, at, PROBES[0], accepted=False, certificate=certificate)


def test_a_feature_that_appears_late_counts_as_zero_before() -> None:
    made = decisions(200)
    late = [DecisionMade(5000 + at, at, {**PROBES[at % 30], "pattern.audit": 1.0}, accepted=False) for at in range(40)]
    state = fold([*ARRIVALS, *made, *late])
    assert state.confidence({**PROBES[0], "pattern.audit": 1.0}) < state.confidence(PROBES[0])


def test_a_promoted_model_gives_the_confidence_from_there_on() -> None:
    made = decisions(150)
    before, after = fold(ARRIVALS + made), fold([*ARRIVALS, *made, ModelPromoted(900, "tree")])
    assert before.serving_model is before.champion
    assert after.serving_model is after.challenger
    assert probe(before, PROBES) != probe(after, PROBES)


def test_a_drop_of_the_approvals_is_found() -> None:
    good = [DecisionMade(each.seq, each.unit, each.values, accepted=True) for each in decisions(150)]
    bad = [DecisionMade(900 + each.seq, each.unit, each.values, each.unit % 2 == 0) for each in decisions(150)]
    assert fold(ARRIVALS + good).drift.found == []
    assert "approvals" in {each.stream for each in fold(ARRIVALS + good + bad).drift.found}


def test_confidence_follows_what_was_learned() -> None:
    state = fold(ARRIVALS + decisions(200))
    easy = {"branches": -1.0, "raw_share": 0.0, "tokens": 0.0}
    hard = {"branches": 2.5, "raw_share": 0.0, "tokens": 0.0}
    assert state.confidence(easy) > 0.8 > state.confidence(hard)
