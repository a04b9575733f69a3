"""Periodic tasks run when they are due, once, and across restarts."""

import pytest

from jobs.schedule import PeriodicTask, Schedule


@pytest.fixture
def done():
    return []


@pytest.fixture
def chores(done):
    return [
        PeriodicTask("often", 5.0, lambda _store, now: done.append(("often", now))),
        PeriodicTask("daily", 86_400.0, lambda _store, now: done.append(("daily", now))),
    ]


def test_a_task_runs_when_it_is_due_and_not_before(db, chores, done):
    schedule = Schedule(db, chores, now=0.0)
    assert schedule.run_due(4.9) == []
    assert schedule.run_due(5.0) == ["often"]
    assert schedule.run_due(9.9) == []
    assert done == [("often", 5.0)]


def test_a_task_missed_several_times_runs_once(db, chores, done):
    schedule = Schedule(db, chores, now=0.0)
    schedule.run_due(60.0)
    assert schedule.run_due(61.0) == []
    assert done == [("often", 60.0)]


def test_a_restart_does_not_repeat_a_rare_task(db, chores, done):
    Schedule(db, chores, now=0.0).run_due(86_400.0)
    after_restart = Schedule(db, chores, now=90_000.0)
    assert "daily" not in after_restart.run_due(100_000.0)
    assert "daily" in after_restart.run_due(2 * 86_400.0)


def test_a_restart_does_not_postpone_a_rare_task(db, chores, done):
    Schedule(db, chores, now=0.0).run_due(86_400.0)
    assert "daily" in Schedule(db, chores, now=2 * 86_400.0 - 1).run_due(2 * 86_400.0)


def test_a_last_run_in_the_future_is_ignored(db, chores):
    Schedule(db, chores, now=0.0).run_due(1_000_000.0)
    assert "daily" in Schedule(db, chores, now=0.0).run_due(86_400.0)


def test_the_last_and_the_next_run_are_listed(db, chores):
    schedule = Schedule(db, chores, now=100.0)
    schedule.run_due(105.0)
    assert [(entry.name, entry.last, entry.next) for entry in schedule.entries()] == [
        ("daily", None, 86_500.0),
        ("often", 105.0, 110.0),
    ]
