"""A lease lasts as long as its heartbeats; an expired one loses no job."""

import pytest

from jobs.ledger import control, lease
from jobs.ledger.finish import JobLease
from jobs.ledger.job import LedgerState, get_job
from store.core import journal


def held(job):
    return JobLease(job.id, job.token)


@pytest.fixture
def running(order, take):
    order()
    return take(now=0.0)[0]


def test_a_heartbeat_extends_the_lease(tx, running):
    assert lease.heartbeat(tx, [held(running)], now=20.0) == []
    assert lease.sweep(tx, now=49.0) == []
    assert [job.id for job in lease.sweep(tx, now=50.0)] == [running.id]


def test_heartbeats_are_not_events(tx, running):
    before = journal.get_tail(tx)
    lease.heartbeat(tx, [held(running)], now=20.0)
    assert journal.get_tail(tx) == before


def test_an_expired_job_is_ready_at_once(tx, running, take):
    lease.sweep(tx, now=30.0)
    (again,) = take(now=30.0, worker="w2")
    assert (again.id, again.token, again.attempts) == (running.id, 2, 2)


def test_a_worker_that_is_known_to_be_dead_loses_its_jobs_at_once(tx, running, take):
    lease.take_back_from_worker(tx, "w1", now=1.0)
    assert [job.id for job in take(now=1.0, worker="w2")] == [running.id]


def test_a_heartbeat_names_the_jobs_that_were_lost(tx, running):
    lease.sweep(tx, now=30.0)
    assert lease.heartbeat(tx, [held(running)], now=31.0) == [running.id]


def test_a_cancelled_job_is_dropped_by_its_holder(tx, running):
    control.cancel(tx, running.id, "act_1")
    assert lease.heartbeat(tx, [held(running)], now=1.0) == [running.id]


def test_a_returned_job_counts_as_not_started(tx, running, take):
    lease.give_back(tx, [held(running)])
    assert get_job(tx, running.id).attempts == 0
    assert len(take()) == 1


def test_only_the_holder_gives_back(tx, running):
    lease.give_back(tx, [JobLease(running.id, running.token - 1)])
    assert get_job(tx, running.id).state is LedgerState.RUNNING


def test_a_job_whose_workers_keep_dying_is_quarantined(tx, running, take):
    for number in range(1, lease.LOSSES_ALLOWED):
        lease.take_back_from_worker(tx, "w1", now=float(number))
        take(now=float(number))
    lease.take_back_from_worker(tx, "w1", now=99.0)
    job = get_job(tx, running.id)
    assert (job.state, job.error.code) == (LedgerState.QUARANTINED, "job.lost")


def test_a_worker_that_claims_again_never_got_what_it_holds(tx, running, take):
    lease.return_undelivered(tx, "w1")
    job = get_job(tx, running.id)
    assert (job.state, job.attempts, job.lost) == (LedgerState.READY, 0, 0)


def test_a_late_worker_of_the_daemon_blames_no_job(tx, order, take):
    order()
    for number in range(lease.LOSSES_ALLOWED + 1):
        (job,) = take(now=number * 100.0, worker=f"{lease.POOL}cpu-1")
        lease.sweep(tx, now=number * 100.0 + lease.LEASE)
    assert (get_job(tx, job.id).state, get_job(tx, job.id).lost) == (LedgerState.READY, 0)


def test_a_claim_whose_answer_was_never_acknowledged_blames_no_job(tx, order, take):
    order()
    for number in range(lease.LOSSES_ALLOWED + 1):
        (job,) = take(now=number * 100.0)
        lease.sweep(tx, now=number * 100.0 + lease.LEASE)
    assert (get_job(tx, job.id).state, get_job(tx, job.id).lost) == (LedgerState.READY, 0)
    assert {event.type for event in journal.list_about(tx, job.id, ["job.late", "job.lost"])} == {"job.late"}


def test_a_far_worker_that_falls_silent_later_is_lost(tx, running):
    lease.heartbeat(tx, [held(running)], now=1.0)
    lease.sweep(tx, now=1.0 + lease.LEASE)
    assert get_job(tx, running.id).lost == 1


def test_a_job_whose_worker_died_is_given_alone(tx, order, take):
    for subject in "abc":
        order(subject)
    take(limit=1)
    lease.take_back_from_worker(tx, "w1", now=1.0)
    assert [job.subject for job in take(now=1.0, limit=9)] == ["a"]
    assert [job.subject for job in take(now=1.0, limit=9)] == ["b", "c"]


def test_a_job_whose_worker_died_does_not_join_others(tx, order, take):
    for subject in "abc":
        order(subject)
    first, second = take(limit=2)
    lease.give_back(tx, [held(first)])
    lease.take_back_from_worker(tx, "w1", now=1.0)
    assert [job.subject for job in take(now=1.0, limit=9)] == ["a"]
    assert [job.subject for job in take(now=1.0, limit=9)] == [second.subject]


def test_a_job_is_not_held_forever_when_the_clock_is_set_back(tx, order, take):
    order()
    take(now=1_000_000.0)
    lease.sweep(tx, now=0.0)
    assert len(lease.sweep(tx, now=lease.LEASE)) == 1


def test_a_ready_job_does_not_wait_forever_when_the_clock_is_set_back(tx, order, take):
    order(now=1_000_000.0)
    lease.sweep(tx, now=0.0)
    assert len(take(now=0.0)) == 1


def test_a_live_worker_keeps_its_job_when_the_clock_jumps_ahead(tx, running):
    assert lease.heartbeat(tx, [held(running)], now=1_000_000.0) == []
    assert lease.sweep(tx, now=1_000_001.0) == []
