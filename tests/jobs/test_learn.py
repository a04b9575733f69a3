"""The job that learns: snapshots save work, and one that does not match is dropped and everything folded again."""

import json
import random

import pytest

from daemon.server.learning.switch_learning import change_learning
from daemon.wire.learning import LearningChange
from engine.record import UnitRecord
from engine.triage.logged_event import LoggedKind
from jobs.effects.learn import EFFECT, page_from_subject, subject_of_page
from jobs.kinds.learn import learn_cycle
from store.codebase import conversions, projects, sources
from store.codebase.conversions import ConversionResult
from store.learning import arrivals, auto_lane, cycles, learning_log, scores, snapshots
from store.learning.auto_lane import AutoCandidate
from store.learning.learning_log import NewEvent
from store.learning.snapshots import SnapshotRow
from tests.plugins.new_database import open_new_database


@pytest.fixture(autouse=True)
def _key(tmp_path, monkeypatch):
    """A signing key of this test alone."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def tx(tmp_path):
    opened = open_new_database(tmp_path / "specdeck.db", clock=lambda: 1_795_000_000.0)
    with opened.write() as writing:
        yield writing
    opened.close()


@pytest.fixture
def project(tx):
    """A project of five units, of which a sample is logged."""
    project = projects.add(tx, "erp", ["/srv/erp"], "act_0").id
    source = sources.record(tx, project, "/srv/erp", "a.sql", "sql", sources.Content("h", "SELECT 1")).id
    found = (UnitRecord("function", f"f{n}()", "sql", (0, 1), verdict="proved", spec=f"spec: {n}", features=values(n))
             for n in range(5))  # fmt: skip
    conversions.replace(tx, project, source, "basis", [ConversionResult(each, "SELECT 1") for each in found])
    arrivals.log_arrivals(tx, project)
    return project


def values(seed):
    chance = random.Random(seed)
    return {"branches": chance.random(), "tokens": chance.random()}


def log_decisions(tx, project, count):
    for at in range(count):
        event = NewEvent(LoggedKind.DECIDED, (at,), (values(at),), credit=float(at % 5 > 0))
        learning_log.append(tx, project, event)


def cycle(tx, project, after=0):
    """Run the job as daemon and worker do, over JSON."""
    subject = subject_of_page(project, after)
    payload = json.loads(json.dumps(EFFECT.inputs(tx, subject)))
    result = json.loads(json.dumps(learn_cycle.run(payload)))
    return payload, EFFECT.apply(tx, subject, result)


def digest(tx, project):
    return cycles.find(tx, project).report["digest"]


def change(tx, project):
    """Make a cycle due."""
    tx.execute(
        "INSERT INTO learning_projects (project, touched) VALUES (?, 1)"
        " ON CONFLICT (project) DO UPDATE SET touched = touched + 1",
        project,
    )


def test_a_snapshot_is_kept_and_the_next_cycle_reads_only_what_follows(tx, project):
    log_decisions(tx, project, 520)
    cycle(tx, project)
    kept = snapshots.find_newest(tx, project)
    log_decisions(tx, project, 3)
    change(tx, project)
    payload, _ = cycle(tx, project)
    assert payload["snapshot"] == kept.sealed
    assert payload["events"][0]["seq"] == kept.seq + 1


def test_a_fold_from_a_snapshot_gives_what_a_whole_fold_gives(tx, project):
    log_decisions(tx, project, 510)
    cycle(tx, project)
    log_decisions(tx, project, 60)
    change(tx, project)
    cycle(tx, project)
    resumed = digest(tx, project)
    snapshots.delete_from(tx, project, 0)
    change(tx, project)
    cycle(tx, project)
    assert digest(tx, project) == resumed


def test_a_damaged_snapshot_is_dropped_and_everything_is_folded_again(tx, project):
    log_decisions(tx, project, 510)
    cycle(tx, project)
    whole, kept = digest(tx, project), snapshots.find_newest(tx, project)
    middle = len(kept.sealed) // 2
    flipped = kept.sealed[:middle] + ("A" if kept.sealed[middle] != "A" else "B") + kept.sealed[middle + 1 :]
    snapshots.save(tx, project, SnapshotRow(kept.seq, flipped))
    change(tx, project)
    _, applied = cycle(tx, project)
    assert "signature" in applied.summary["refused"]
    assert snapshots.find_newest(tx, project) is None
    (again,) = applied.orders
    assert page_from_subject(again.subject) == (project, 0)
    cycle(tx, project)
    assert digest(tx, project) == whole


@pytest.mark.parametrize("sealed", ["", "abc", "nöt base64"])
def test_a_snapshot_that_is_not_base64_is_dropped_too(tx, project, sealed):
    log_decisions(tx, project, 3)
    snapshots.save(tx, project, SnapshotRow(10**12, sealed))
    _, applied = cycle(tx, project)
    assert applied.summary["refused"]
    assert snapshots.find_newest(tx, project) is None


def test_a_cycle_that_ends_after_learning_was_turned_off_scores_nothing(tx, project):
    subject = subject_of_page(project)
    payload = json.loads(json.dumps(EFFECT.inputs(tx, subject)))
    change_learning(tx, project, LearningChange(enabled=False), "act_0")
    applied = EFFECT.apply(tx, subject, json.loads(json.dumps(learn_cycle.run(payload))))
    assert applied.summary == {"unchanged": True}
    assert scores.count_by_lane(tx, project) == {}


def test_the_key_of_another_machine_opens_nothing(tx, project, tmp_path, monkeypatch):
    log_decisions(tx, project, 510)
    cycle(tx, project)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    change(tx, project)
    _, applied = cycle(tx, project)
    assert "signature" in applied.summary["refused"]


def test_an_undone_decision_drops_the_snapshots_that_include_it(tx, project):
    log_decisions(tx, project, 510)
    learning_log.append(tx, project, NewEvent(LoggedKind.DECIDED, (1,), (values(1),), decision=77, credit=1.0))
    cycle(tx, project)
    learning_log.set_undone(tx, 77, undone=True)
    assert snapshots.find_newest(tx, project) is not None
    tx.execute("UPDATE learning_events SET decision = 78 WHERE seq = 100")
    learning_log.set_undone(tx, 78, undone=True)
    assert snapshots.find_newest(tx, project) is None


def test_scores_are_written_page_by_page(tx, project, monkeypatch):
    monkeypatch.setattr(scores, "PAGE", 2)
    _, first = cycle(tx, project)
    assert sum(scores.count_by_lane(tx, project).values()) == 2
    (order,) = first.orders
    _, second = cycle(tx, *page_from_subject(order.subject))
    (order,) = second.orders
    _, third = cycle(tx, *page_from_subject(order.subject))
    assert third.orders == ()
    assert sum(scores.count_by_lane(tx, project).values()) == 5


def test_a_cycle_that_changed_nothing_writes_nothing(tx, project):
    cycle(tx, project)
    _, applied = cycle(tx, project)
    assert applied.summary == {"unchanged": True}


def test_what_changed_is_said_against_the_night_before(tx, project):
    cycle(tx, project)
    cycles.keep_night(tx, project)
    assert cycles.find_night(tx, project) is None
    tx.now += 86_400.0
    assert cycles.find_night(tx, project).report["decisions"] == 0


def test_what_a_person_took_back_from_the_auto_lane_stays_out_of_it(tx, project):
    first, second = (row.conversion for row in scores.list_waiting(tx, project)[:2])
    auto_lane.save(tx, project, AutoCandidate(first, 0.99), "a6f1", 0.1, "do_1")
    auto_lane.save(tx, project, AutoCandidate(second, 0.99), "a6f1", 0.1, None)
    held = {unit["unit"]: unit["held"] for unit in EFFECT.inputs(tx, subject_of_page(project))["waiting"]}
    assert (held.pop(first), held.pop(second)) == ("taken back from the auto lane", "drawn for a sampled look")
    assert set(held.values()) == {""}
