"""A job that never ends, on a worker that is alive and renews its lease, ends after the limit of its kind."""

import pytest

from jobs.ledger import lease, overrun
from jobs.ledger.finish import JobLease
from jobs.ledger.job import LedgerState, get_job

LIMITS = {"noop": 10.0}
END = 10.0 + overrun.GRACE


@pytest.fixture
def running(order, take):
    """Two jobs that are claimed at 0 and renewed until the limit."""
    order("slow")
    order("fast", project="other")
    return take(limit=2)


def renew(tx, running, now):
    return lease.heartbeat(tx, [JobLease(job.id, job.token) for job in running], now)


def test_a_job_within_its_limit_goes_on(tx, running):
    renew(tx, running, END)
    overrun.end_overrun(tx, LIMITS, now=END)
    assert {get_job(tx, job.id).state for job in running} == {LedgerState.RUNNING}


def test_a_job_past_its_limit_fails_and_its_worker_drops_it(tx, running):
    (slow, _) = running
    renew(tx, running, END)
    overrun.end_overrun(tx, LIMITS, now=END + 1)
    job = get_job(tx, slow.id)
    assert (job.state, job.failures, job.lost, job.error.code) == (LedgerState.READY, 1, 0, "job.timeout")
    assert slow.id in renew(tx, running, END + 1)


def test_it_counts_against_that_job_alone_and_other_projects_go_on(tx, running, take):
    (slow, fast) = running
    lease.give_back(tx, [JobLease(fast.id, fast.token)])
    renew(tx, [slow], END)
    overrun.end_overrun(tx, LIMITS, now=END + 1)
    (given,) = take(now=END + 1, worker="w2")
    assert (given.id, given.failures) == (fast.id, 0)


def test_a_job_that_never_ends_is_quarantined_after_three_runs(tx, order, take):
    order()
    for number in range(1, 4):
        (job,) = take(now=number * 1000.0)
        renew(tx, [job], number * 1000.0 + END)
        overrun.end_overrun(tx, LIMITS, now=number * 1000.0 + END + 1)
    assert get_job(tx, job.id).state is LedgerState.QUARANTINED


def test_a_kind_without_a_limit_is_left_alone(tx, running):
    renew(tx, running, END)
    overrun.end_overrun(tx, {}, now=END + 1)
    assert {get_job(tx, job.id).state for job in running} == {LedgerState.RUNNING}
